"""Data Explorer: continuous export of all HTTP request logs to the Zurich lake.

The Requests table of the Data Explorer cluster in East US is exported every ten minutes to a storage account in Switzerland North
by a Kusto continuous export.
"""

from pulumi_azure_native import kusto, resources, storage

rg = resources.ResourceGroup("telemetry", location="eastus")

zurich = storage.StorageAccount(
    "zurichlake",
    account_name="requestszrh",
    resource_group_name=rg.name,
    location="switzerlandnorth",
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_LRS"},
)
cluster = kusto.Cluster(
    "telemetry",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Standard_E16ads_v5", "tier": "Standard", "capacity": 12},
    identity={"type": "SystemAssigned"},
)
db = kusto.ReadWriteDatabase(
    "web",
    resource_group_name=rg.name,
    cluster_name=cluster.name,
    database_name="web",
    kind="ReadWrite",
    location="eastus",
    soft_delete_period="P90D",
    hot_cache_period="P14D",
)

SCRIPT = """
.create-or-alter external table RequestsArchive (Timestamp: datetime, Url: string, Status: int, Body: dynamic)
kind=storage
partition by (Day: datetime = startofday(Timestamp))
dataformat=parquet
(h@'abfss://archive@requestszrh.dfs.core.windows.net/requests;managed_identity=system')

.create-or-alter continuous-export RequestsExport over (Requests) to table RequestsArchive
with (intervalBetweenRuns=10m, sizeLimit=1073741824, managedIdentity='system') <| Requests
"""

kusto.Script(
    "export-requests",
    resource_group_name=rg.name,
    cluster_name=cluster.name,
    database_name=db.name,
    script_name="export-requests",
    script_content=SCRIPT,
    continue_on_errors=False,
)
