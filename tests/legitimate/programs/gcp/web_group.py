"""A group of small machines behind a health check, with an autoscaler."""

import pulumi_gcp as gcp

template = gcp.compute.InstanceTemplate(
    "web",
    machine_type="e2-medium",
    disks=[
        {
            "source_image": "debian-cloud/debian-12",
            "auto_delete": True,
            "boot": True,
            "disk_type": "pd-balanced",
            "disk_size_gb": 20,
        }
    ],
    network_interfaces=[{"network": "default"}],
)
check = gcp.compute.HealthCheck("web", http_health_check={"port": 8080, "request_path": "/healthz"})
group = gcp.compute.RegionInstanceGroupManager(
    "web",
    region="europe-west4",
    base_instance_name="web",
    versions=[{"instance_template": template.self_link_unique}],
    auto_healing_policies={"health_check": check.id, "initial_delay_sec": 120},
    distribution_policy_zones=["europe-west4-a", "europe-west4-b"],
)
gcp.compute.RegionAutoscaler(
    "web",
    region="europe-west4",
    target=group.id,
    autoscaling_policy={"min_replicas": 1, "max_replicas": 4, "cpu_utilization": {"target": 0.6}},
)
