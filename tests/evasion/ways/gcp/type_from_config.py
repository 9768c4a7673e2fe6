"""The program names no machine type at all: the stack's config does.

Config: evasion:size=a3-megagpu-8g
Answer: oversized-instance fail box
"""

import pulumi
import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type=pulumi.Config().require("size"),
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
