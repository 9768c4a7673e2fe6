"""Persistent resource so that experiments start at once.

A Vertex persistent resource with a pool of 3 to 10 a2-ultragpu-8g (8 A100 80GB each), billed while it exists.
"""

import pulumi
import pulumi_gcp as gcp

POOLS = [
    ("head", "n2-standard-16", None, 1, 1),
    ("gpu", "a2-ultragpu-8g", ("NVIDIA_A100_80GB", 8), 3, 10),
]


def pool(pool_id, machine, accelerator, low, high):
    spec = {"machine_type": machine}
    if accelerator:
        spec["accelerator_type"], spec["accelerator_count"] = accelerator
    return {
        "id": pool_id,
        "machine_spec": spec,
        "replica_count": low,
        "autoscaling_spec": {"min_replica_count": low, "max_replica_count": high},
        "disk_spec": {"boot_disk_type": "pd-ssd", "boot_disk_size_gb": 500},
    }


resource = gcp.vertex.AiPersistentResource(
    "experiments",
    name="experiments",
    location="us-central1",
    display_name="experiments",
    resource_pools=[pool(*p) for p in POOLS],
)

pulumi.export("resource", resource.id)
