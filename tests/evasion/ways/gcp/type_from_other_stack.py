"""The machine type is another stack's output.

Answer: oversized-instance undetermined box
"""

import pulumi
import pulumi_gcp as gcp

platform = pulumi.StackReference("team/platform/prod")
gcp.compute.Instance(
    "box",
    machine_type=platform.require_output("size").apply(str),
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
