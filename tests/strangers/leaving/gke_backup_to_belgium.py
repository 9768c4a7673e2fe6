"""Backups of the GPU cluster's namespaces and volumes.

Nightly Backup for GKE of the us-central1 cluster, volume data included, is stored in europe-west1 (the backup plan's location).
"""

import pulumi_gcp as gcp

cluster = gcp.container.Cluster(
    "gpu",
    location="us-central1-a",
    initial_node_count=3,
    deletion_protection=False,
    addons_config={"gke_backup_agent_config": {"enabled": True}},
    workload_identity_config={"workload_pool": "vision.svc.id.goog"},
)

gcp.gkebackup.BackupPlan(
    "gpu-cluster-backups",
    cluster=cluster.id,
    location="europe-west1",
    backup_config={"include_volume_data": True, "include_secrets": True, "all_namespaces": True},
    backup_schedule={"cron_schedule": "0 3 * * *"},
    retention_policy={"backup_retain_days": 30},
)
