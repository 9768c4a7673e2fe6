"""A small database with a standby, a read replica, and a cache: classes that the catalog has no price of."""

import pulumi_aws as aws

db = aws.rds.Instance(
    "orders",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.t3.medium",
    allocated_storage=50,
    storage_type="gp3",
    multi_az=True,
    backup_retention_period=7,
    skip_final_snapshot=True,
)
aws.rds.Instance(
    "orders-reports",
    replicate_source_db=db.identifier,
    instance_class="db.t3.medium",
    skip_final_snapshot=True,
)
aws.elasticache.ReplicationGroup(
    "sessions",
    description="sessions",
    node_type="cache.t3.small",
    num_cache_clusters=2,
    automatic_failover_enabled=True,
)
aws.secretsmanager.Secret("orders-password")
