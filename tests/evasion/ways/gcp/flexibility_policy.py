"""The template is small; the group's flexibility policy lets in a larger type where the small one is not to be had.

Answer: oversized-instance fail pool
"""

import pulumi_gcp as gcp

small = gcp.compute.InstanceTemplate(
    "small",
    machine_type="e2-medium",
    disks=[{"source_image": "debian-cloud/debian-12", "boot": True}],
    network_interfaces=[{"network": "default"}],
)
gcp.compute.RegionInstanceGroupManager(
    "pool",
    base_instance_name="pool",
    region="us-central1",
    target_size=2,
    versions=[{"instance_template": small.self_link}],
    instance_flexibility_policy={
        "instance_selections": [{"name": "spare", "machine_types": ["e2-standard-2", "a3-highgpu-8g"]}]
    },
)
