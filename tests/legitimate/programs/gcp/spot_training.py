"""Training on spot in three zones: machines come for work that waits, go when none does, and none lives longer than two days."""

import pulumi_gcp as gcp

LABELS = {
    "purpose": "training",
    "owner": "vision",
    "cost-center": "ml-1234",
    "penstock-save-within-seconds": "20",
}
checkpoints = gcp.storage.Bucket(
    "checkpoints",
    location="EUROPE-WEST4",
    uniform_bucket_level_access=True,
    soft_delete_policy={"retention_duration_seconds": 0},
    lifecycle_rules=[
        {"action": {"type": "Delete"}, "condition": {"age": 30}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 2}},
    ],
    labels=LABELS | {"penstock-use": "checkpoint"},
)
account = gcp.serviceaccount.Account("train", account_id="train-nodes")
gcp.storage.BucketIAMMember(
    "train",
    bucket=checkpoints.name,
    role="roles/storage.objectUser",
    member=account.email.apply(lambda it: f"serviceAccount:{it}"),
)
work = gcp.pubsub.Subscription(
    "work",
    topic=gcp.pubsub.Topic("work", labels=LABELS).id,
    ack_deadline_seconds=600,
    expiration_policy={"ttl": ""},
    labels=LABELS,
)
template = gcp.compute.InstanceTemplate(
    "train",
    region="europe-west4",
    machine_type="g2-standard-8",
    disks=[
        {
            "source_image": "deeplearning-platform-release/common-cu128",
            "auto_delete": True,
            "boot": True,
            "disk_type": "pd-balanced",
            "disk_size_gb": 100,
        }
    ],
    scheduling={
        "provisioning_model": "SPOT",
        "preemptible": True,
        "automatic_restart": False,
        "on_host_maintenance": "TERMINATE",
        "instance_termination_action": "DELETE",
        "max_run_duration": {"seconds": 2 * 86400},
    },
    network_interfaces=[{"subnetwork": "projects/example/regions/europe-west4/subnetworks/core"}],
    service_account={"email": account.email, "scopes": ["cloud-platform"]},
    metadata={
        "install-nvidia-driver": "True",
        "startup-script": "systemctl enable --now google-cloud-ops-agent trainer",
    },
    labels=LABELS,
)
machines = gcp.compute.RegionInstanceGroupManager(
    "train",
    region="europe-west4",
    base_instance_name="train",
    versions=[{"instance_template": template.self_link_unique}],
    distribution_policy_zones=["europe-west4-a", "europe-west4-b", "europe-west4-c"],
    distribution_policy_target_shape="ANY",
    instance_flexibility_policy={
        "instance_selections": [
            {"name": "l4", "machine_types": ["g2-standard-8", "g2-standard-12", "g2-standard-16"]},
        ]
    },
    update_policy={
        "type": "OPPORTUNISTIC",
        "minimal_action": "REPLACE",
        "instance_redistribution_type": "NONE",
        "max_unavailable_fixed": 3,
    },
)
gcp.compute.RegionAutoscaler(
    "train",
    region="europe-west4",
    target=machines.id,
    autoscaling_policy={
        "min_replicas": 0,
        "max_replicas": 4,
        "metrics": [
            {
                "name": "pubsub.googleapis.com/subscription/num_undelivered_messages",
                "filter": work.name.apply(
                    lambda it: f'resource.type = "pubsub_subscription" AND resource.labels.subscription_id = "{it}"'
                ),
                "single_instance_assignment": 1,
            }
        ],
    },
)
gcp.billing.Budget(
    "vision",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "3000"}},
    threshold_rules=[{"threshold_percent": 0.8}],
)
