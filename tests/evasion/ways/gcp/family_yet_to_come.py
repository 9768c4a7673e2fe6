"""A family that came out after the list of types was written.

Answer: oversized-instance undetermined box
Answer: spot-required undetermined box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="a5-ultragpu-8g",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
