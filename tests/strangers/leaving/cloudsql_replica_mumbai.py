"""Accounts database, with a read replica close to the Indian users.

Continuous replication of the Postgres accounts database from us-central1 to asia-south1 by a Cloud SQL cross-region read replica.
"""

import pulumi_gcp as gcp

primary = gcp.sql.DatabaseInstance(
    "accounts",
    database_version="POSTGRES_16",
    region="us-central1",
    deletion_protection=False,
    settings={
        "tier": "db-custom-16-65536",
        "disk_size": 2000,
        "availability_type": "REGIONAL",
        "backup_configuration": {"enabled": True, "point_in_time_recovery_enabled": True},
    },
)

gcp.sql.DatabaseInstance(
    "accounts-mumbai",
    database_version="POSTGRES_16",
    region="asia-south1",
    master_instance_name=primary.name,
    deletion_protection=False,
    replica_configuration={"failover_target": False},
    settings={"tier": "db-custom-8-32768", "disk_size": 2000},
)
