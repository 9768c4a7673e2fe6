"""Flex-start: ask once for all machines of the run.

A resize request adds 32 a3-highgpu-8g (256 H100) for seven days to a group of size zero.
"""

import pulumi
import pulumi_gcp as gcp

cfg = pulumi.Config()
count = cfg.get_int("machines") or 32

template = gcp.compute.RegionInstanceTemplate(
    "finetune",
    region="us-central1",
    machine_type="a3-highgpu-8g",
    disks=[
        {
            "boot": True,
            "source_image": "projects/ml-images/global/images/family/common-cu124-debian-11",
            "disk_size_gb": 500,
        }
    ],
    network_interfaces=[{"network": "default"}],
    reservation_affinity={"type": "NO_RESERVATION"},
    scheduling={"automatic_restart": False, "on_host_maintenance": "TERMINATE"},
)

group = gcp.compute.InstanceGroupManager(
    "finetune",
    zone="us-central1-a",
    base_instance_name="finetune",
    target_size=0,
    versions=[{"instance_template": template.self_link}],
    update_policy={
        "type": "OPPORTUNISTIC",
        "minimal_action": "REPLACE",
        "max_surge_fixed": 0,
        "max_unavailable_fixed": 1,
    },
)

gcp.compute.ResizeRequest(
    "finetune-run",
    name="finetune-run",
    zone="us-central1-a",
    instance_group_manager=group.name,
    resize_by=count,
    requested_run_duration={"seconds": str(7 * 24 * 3600)},
)
