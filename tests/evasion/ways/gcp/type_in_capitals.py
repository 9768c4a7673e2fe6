"""The machine type in capitals.

Answer: oversized-instance undetermined box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="A3-HIGHGPU-8G",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
