"""Training calls itself inference, by the label that Google Cloud has in place of tags.

Answer: oversized-instance fail box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="a3-highgpu-8g",
    zone="us-central1-a",
    labels={"purpose": "inference"},
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
