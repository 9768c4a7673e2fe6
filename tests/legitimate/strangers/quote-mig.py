"""Quote engine on a regional managed instance group with an autoscaler."""

import pulumi
import pulumi_gcp as gcp

token = pulumi.Config().get_secret("crmToken") or pulumi.Output.secret("crm-dev-token")

startup = token.apply(
    lambda t: (
        f"""#!/bin/bash
install -m 600 /dev/null /etc/quote.env
echo "CRM_TOKEN={t}" >> /etc/quote.env
docker run -d --restart=always --env-file /etc/quote.env -p 8080:8080 \\
  us-central1-docker.pkg.dev/vision/apps/quote:2.8
"""
    )
)
template = gcp.compute.InstanceTemplate(
    "quote",
    machine_type="e2-standard-2",
    disks=[
        {
            "source_image": "projects/cos-cloud/global/images/family/cos-stable",
            "boot": True,
            "auto_delete": True,
            "disk_size_gb": 20,
        }
    ],
    network_interfaces=[{"network": "default"}],
    metadata_startup_script=startup,
    shielded_instance_config={"enable_secure_boot": True},
)
check = gcp.compute.HealthCheck("quote", http_health_check={"port": 8080, "request_path": "/healthz"})
group = gcp.compute.RegionInstanceGroupManager(
    "quote",
    region="us-central1",
    base_instance_name="quote",
    versions=[{"instance_template": template.self_link_unique}],
    auto_healing_policies={"health_check": check.id, "initial_delay_sec": 120},
    named_ports=[{"name": "http", "port": 8080}],
)
scaler = gcp.compute.RegionAutoscaler(
    "quote",
    region="us-central1",
    target=group.id,
    autoscaling_policy={
        "min_replicas": 2,
        "max_replicas": 6,
        "cooldown_period": 90,
        "cpu_utilization": {"target": 0.6},
    },
)
pulumi.export("group", group.instance_group)
