"""A small machine with an accelerator that no list has.

Answer: oversized-instance undetermined box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="n1-standard-8",
    zone="us-central1-a",
    guest_accelerators=[{"type": "nvidia-rubin-288gb", "count": 1}],
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
