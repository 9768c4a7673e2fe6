"""A database with local backups in one location copies nothing; what is kept in another region is told."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from resources.azure import azure_program as azure
from resources.gcp import gcp_program as gcp

COSMOS = "azure-native:cosmosdb:DatabaseAccount"
SQL = "azure-native:sql:Database"
FLEXIBLE = "azure-native:dbforpostgresql:Server"
CLOUD_SQL = "gcp:sql/databaseInstance:DatabaseInstance"
ALLOY = "gcp:alloydb/cluster:Cluster"

LOCAL = {"type": "Periodic", "periodicModeProperties": {"backupStorageRedundancy": "Local"}}


def cosmos(*places: Any, **inputs: Any) -> dict[str, Any]:
    return {"locations": [{"locationName": it, "failoverPriority": n} for n, it in enumerate(places)], **inputs}


@pytest.mark.parametrize(
    ("token", "inputs", "copies"),
    [
        (COSMOS, cosmos("West Europe", location="westeurope", backupPolicy=LOCAL), 0),
        (COSMOS, cosmos("West Europe", location=UNKNOWN, backupPolicy=LOCAL), 0),
        (COSMOS, cosmos(UNKNOWN, location="westeurope", backupPolicy={"type": "Continuous"}), 0),
        (COSMOS, cosmos("westeurope", "eastus", location="westeurope", backupPolicy=LOCAL), 1),
        (COSMOS, {"locations": UNKNOWN, "location": "westeurope", "backupPolicy": LOCAL}, 1),
        (COSMOS, cosmos("westeurope", location="westeurope"), 1),  # periodic backups are geo-redundant unless said
        (SQL, {"location": "westeurope", "requestedBackupStorageRedundancy": "Local"}, 0),
        (SQL, {"location": "westeurope", "requestedBackupStorageRedundancy": "Zone"}, 0),
        (SQL, {"location": "westeurope", "requestedBackupStorageRedundancy": "Geo"}, 1),
        (FLEXIBLE, {"location": "westeurope", "backup": {"geoRedundantBackup": "Disabled"}}, 0),
        (FLEXIBLE, {"location": "westeurope", "backup": {"geoRedundantBackup": "Enabled"}}, 1),
    ],
)
def test_what_azure_keeps_in_one_place_is_no_copy(token: str, inputs: Any, copies: int) -> None:
    found = azure.facts(azure.resource(token, "it", inputs))
    assert len([it for it in found.paths if it.target != it.source_region]) == copies


@pytest.mark.parametrize(
    ("token", "inputs", "copies"),
    [
        (CLOUD_SQL, {"settings": {"backupConfiguration": {"enabled": True, "location": "us-central1"}}}, 0),
        (CLOUD_SQL, {"settings": {"backupConfiguration": {"enabled": True}}}, 0),
        (CLOUD_SQL, {"settings": {"backupConfiguration": {"enabled": False, "location": "eu"}}}, 0),
        (CLOUD_SQL, {"settings": {"backupConfiguration": {"enabled": True, "location": "eu"}}}, 1),
        (ALLOY, {"automatedBackupPolicy": {"enabled": False, "location": "europe-west4"}}, 0),
        (ALLOY, {"automatedBackupPolicy": {"location": "europe-west4"}}, 1),
    ],
)
def test_what_google_keeps_in_one_place_is_no_copy(token: str, inputs: Any, copies: int) -> None:
    found = gcp.facts(gcp.resource(token, "it", {"region": "us-central1", "location": "us-central1", **inputs}))
    assert len([it for it in found.paths if it.target != it.source_region]) == copies
