"""Checkpoints bucket that must survive the loss of a region.

Every checkpoint written to the configurable dual-region bucket is replicated (turbo replication) from us-central1 to us-west1.
"""

import pulumi_gcp as gcp

checkpoints = gcp.storage.Bucket(
    "checkpoints",
    name="vision-pretrain-checkpoints",
    location="US",
    custom_placement_config={"data_locations": ["US-CENTRAL1", "US-WEST1"]},
    rpo="ASYNC_TURBO",
    uniform_bucket_level_access=True,
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 30}}],
)
trainers = gcp.compute.InstanceTemplate(
    "trainers",
    machine_type="a3-highgpu-8g",
    disks=[{"source_image": "projects/ml-images/global/images/family/common-cu123", "boot": True, "disk_size_gb": 500}],
    network_interfaces=[{"network": "default"}],
    metadata={"checkpoint-dir": checkpoints.name.apply(lambda b: f"gs://{b}/run-42"), "checkpoint-every-steps": "250"},
)
gcp.compute.InstanceGroupManager(
    "trainers",
    name="trainers",
    zone="us-central1-a",
    base_instance_name="trainer",
    target_size=32,
    versions=[{"instance_template": trainers.self_link_unique}],
)
