"""Inference group that takes whichever GPU machine is in stock.

The group's flexibility policy overrides the small template type: 18 machines with 4 or 8 H100 or A100 each.
"""

import pulumi
import pulumi_gcp as gcp

base = gcp.compute.InstanceTemplate(
    "infer",
    machine_type="e2-standard-8",
    disks=[{"boot": True, "source_image": "projects/vision/global/images/infer"}],
    network_interfaces=[{"network": "default"}],
    scheduling={"on_host_maintenance": "TERMINATE"},
)

group = gcp.compute.RegionInstanceGroupManager(
    "infer",
    region="us-central1",
    base_instance_name="infer",
    target_size=18,
    versions=[{"instance_template": base.self_link}],
    distribution_policy_target_shape="ANY",
    update_policy={
        "type": "PROACTIVE",
        "minimal_action": "REPLACE",
        "instance_redistribution_type": "NONE",
        "max_unavailable_fixed": 4,
        "max_surge_fixed": 0,
    },
    instance_flexibility_policy={
        "instance_selections": [
            {"name": "h100", "rank": 1, "machine_types": ["a3-highgpu-4g", "a3-highgpu-8g"]},
            {"name": "a100", "rank": 2, "machine_types": ["a2-ultragpu-4g", "a2-highgpu-8g"]},
        ],
    },
)

pulumi.export("group", group.instance_group)
