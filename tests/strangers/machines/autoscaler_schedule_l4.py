"""Live-event rendering: a schedule lifts the group on match days.

A regional autoscaler of g2-standard-96 (8 L4 each) whose weekend schedule requires 40 replicas, with 50 as the limit.
"""

import pulumi_gcp as gcp

template = gcp.compute.InstanceTemplate(
    "overlay",
    machine_type="g2-standard-96",
    disks=[{"boot": True, "source_image": "projects/vision/global/images/overlay-42"}],
    network_interfaces=[{"network": "default"}],
    scheduling={"on_host_maintenance": "TERMINATE", "automatic_restart": True},
)

group = gcp.compute.RegionInstanceGroupManager(
    "overlay",
    region="us-central1",
    base_instance_name="overlay",
    versions=[{"instance_template": template.self_link}],
)

gcp.compute.RegionAutoscaler(
    "overlay",
    region="us-central1",
    target=group.id,
    autoscaling_policy={
        "min_replicas": 1,
        "max_replicas": 50,
        "cooldown_period": 300,
        "scaling_schedules": [
            {
                "name": "weekends",
                "schedule": "0 9 * * SAT",
                "time_zone": "Europe/Madrid",
                "duration_sec": 2 * 24 * 3600,
                "min_required_replicas": 40,
            }
        ],
    },
)
