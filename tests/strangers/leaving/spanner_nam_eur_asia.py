"""Ledger database: strongly consistent on three continents.

Spanner's nam-eur-asia1 configuration replicates each write from North America to Europe and Asia.
"""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
units = config.get_int("processingUnits") or 6000

ledger = gcp.spanner.Instance(
    "ledger",
    name="ledger",
    display_name="Ledger",
    config="nam-eur-asia1",
    processing_units=units,
    edition="ENTERPRISE_PLUS",
)
gcp.spanner.Database(
    "entries",
    name="entries",
    instance=ledger.name,
    ddls=[
        """CREATE TABLE Entries (
        Account STRING(36) NOT NULL, At TIMESTAMP NOT NULL, Amount NUMERIC, Payload JSON
    ) PRIMARY KEY (Account, At)"""
    ],
    deletion_protection=True,
)
writer = gcp.cloudrunv2.Service(
    "ledger-writer",
    name="ledger-writer",
    location="us-central1",
    template={
        "containers": [
            {
                "image": "us-central1-docker.pkg.dev/vision/apps/ledger:9",
                "envs": [{"name": "SPANNER_INSTANCE", "value": ledger.name}],
            }
        ]
    },
)
