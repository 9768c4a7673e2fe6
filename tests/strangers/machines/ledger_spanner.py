"""Spanner instance and database of the payments ledger.

Multi-region Spanner instance (nam3) that autoscales from 20 to 120 nodes.
"""

import pulumi
import pulumi_gcp as gcp

instance = gcp.spanner.Instance(
    "ledger",
    config="nam3",
    display_name="payments ledger",
    edition="ENTERPRISE_PLUS",
    autoscaling_config={
        "autoscaling_limits": {"min_nodes": 20, "max_nodes": 120},
        "autoscaling_targets": {
            "high_priority_cpu_utilization_percent": 55,
            "storage_utilization_percent": 85,
        },
    },
)
database = gcp.spanner.Database(
    "ledger-db",
    instance=instance.name,
    name="ledger",
    version_retention_period="7d",
    deletion_protection=True,
    ddls=[
        (
            "CREATE TABLE Entries (Account STRING(36) NOT NULL, At TIMESTAMP NOT NULL, Cents INT64 NOT NULL)"
            " PRIMARY KEY (Account, At DESC)"
        ),
    ],
)
gcp.spanner.DatabaseIAMMember(
    "ledger-writer",
    instance=instance.name,
    database=database.name,
    role="roles/spanner.databaseUser",
    member="serviceAccount:ledger@vision.iam.gserviceaccount.com",
)
pulumi.export("instance", instance.name)
