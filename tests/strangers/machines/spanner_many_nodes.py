"""Ledger database.

A three-continent Spanner instance of 30 to 90 nodes of Enterprise Plus, well above 100,000 $ a month.
"""

import pulumi
import pulumi_gcp as gcp

ledger = gcp.spanner.Instance(
    "ledger",
    config="nam-eur-asia1",
    display_name="Global ledger",
    edition="ENTERPRISE_PLUS",
    autoscaling_config={
        "autoscaling_limits": {"min_nodes": 30, "max_nodes": 90},
        "autoscaling_targets": {"high_priority_cpu_utilization_percent": 45, "storage_utilization_percent": 90},
    },
)

db = gcp.spanner.Database(
    "ledger",
    instance=ledger.name,
    version_retention_period="7d",
    ddls=["CREATE TABLE Entries (Id STRING(36) NOT NULL, Amount NUMERIC) PRIMARY KEY (Id)"],
    deletion_protection=True,
)

pulumi.export("database", db.id)
