"""Nightly Backup for GKE of the stateful namespaces.

Backup for GKE stores the volumes and state of the us-central1 cluster in a backup plan located in europe-west4.
"""

import pulumi
import pulumi_gcp as gcp

cluster = gcp.container.Cluster(
    "stateful",
    name="stateful",
    location="us-central1",
    initial_node_count=3,
    workload_identity_config={"workload_pool": "vision.svc.id.goog"},
    addons_config={"gke_backup_agent_config": {"enabled": True}},
    deletion_protection=True,
)

plan = gcp.gkebackup.BackupPlan(
    "stateful-backup",
    name="stateful-nightly",
    cluster=cluster.id,
    location="europe-west4",
    retention_policy={"backup_delete_lock_days": 7, "backup_retain_days": 60},
    backup_schedule={"cron_schedule": "15 1 * * *"},
    backup_config={
        "include_volume_data": True,
        "include_secrets": True,
        "selected_namespaces": {"namespaces": ["postgres", "minio", "elasticsearch"]},
    },
)
pulumi.export("plan", plan.id)
