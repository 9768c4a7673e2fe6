"""Nightly backup of the production cluster's namespaces and volumes.

Backup for GKE stores nightly backups with all volume data of the cluster in us-central1 in europe-north1.
"""

import pulumi
import pulumi_gcp as gcp

cluster = gcp.container.Cluster(
    "prod",
    name="prod",
    location="us-central1",
    initial_node_count=3,
    workload_identity_config={"workload_pool": "vision.svc.id.goog"},
    addons_config={"gke_backup_agent_config": {"enabled": True}},
    deletion_protection=True,
)
plan = gcp.gkebackup.BackupPlan(
    "prod-nightly",
    name="prod-nightly",
    location="europe-north1",
    cluster=cluster.id,
    backup_config={"all_namespaces": True, "include_secrets": True, "include_volume_data": True},
    backup_schedule={"cron_schedule": "0 3 * * *"},
    retention_policy={"backup_retain_days": 30},
)
pulumi.export("plan", plan.id)
