"""The machine was made as an H100 by hand; the program says e2-medium, and `ignore_changes` keeps what is there.

Answer: oversized-instance undetermined box
"""

import pulumi
import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="e2-medium",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    opts=pulumi.ResourceOptions(
        ignore_changes=["machineType"], import_="projects/vision/zones/us-central1-a/instances/box"
    ),
)
