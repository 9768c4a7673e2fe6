"""An inference service on L4s of on-demand capacity in two zones, that follows its load in the daytime and is off at night."""

import pulumi
import pulumi_gcp as gcp

LABELS = {"purpose": "inference", "owner": "search", "cost-center": "se-5"}
account = gcp.serviceaccount.Account("ranker", account_id="ranker-nodes")
template = gcp.compute.InstanceTemplate(
    "ranker",
    region="europe-west4",
    machine_type="g2-standard-4",
    disks=[
        {
            "source_image": "deeplearning-platform-release/common-cu128",
            "auto_delete": True,
            "boot": True,
            "disk_type": "pd-balanced",
            "disk_size_gb": 100,
        }
    ],
    scheduling={"provisioning_model": "STANDARD", "on_host_maintenance": "TERMINATE", "automatic_restart": True},
    network_interfaces=[{"subnetwork": "projects/example/regions/europe-west4/subnetworks/core"}],
    service_account={"email": account.email, "scopes": ["cloud-platform"]},
    metadata={
        "install-nvidia-driver": "True",
        "startup-script": "systemctl enable --now google-cloud-ops-agent ranker",
    },
    labels=LABELS,
)
machines = gcp.compute.RegionInstanceGroupManager(
    "ranker",
    region="europe-west4",
    base_instance_name="ranker",
    versions=[{"instance_template": template.self_link_unique}],
    distribution_policy_zones=["europe-west4-a", "europe-west4-b"],
    named_ports=[{"name": "http", "port": 8080}],
)
gcp.compute.RegionAutoscaler(
    "ranker",
    region="europe-west4",
    target=machines.id,
    autoscaling_policy={
        "min_replicas": 0,
        "max_replicas": 4,
        "cpu_utilization": {"target": 0.6},
        "scaling_schedules": [
            {
                "name": "daytime",
                "schedule": "0 6 * * 1-5",
                "duration_sec": 15 * 3600,
                "time_zone": "Europe/Berlin",
                "min_required_replicas": 1,
            }
        ],
    },
)
gcp.billing.Budget(
    "search",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "4000"}},
    threshold_rules=[{"threshold_percent": 0.8}],
)
pulumi.export("group", machines.instance_group)
