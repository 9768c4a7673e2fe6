"""Loyalty points: a consumption-plan Function app over Cosmos DB in one location."""

import pulumi
import pulumi_azure_native as az

rg = az.resources.ResourceGroup("rg-loyalty", location="northeurope")

account = az.cosmosdb.DatabaseAccount(
    "cosmos-loyalty",
    resource_group_name=rg.name,
    location=rg.location,
    database_account_offer_type="Standard",
    kind="GlobalDocumentDB",
    enable_automatic_failover=False,
    enable_multiple_write_locations=False,
    consistency_policy=az.cosmosdb.ConsistencyPolicyArgs(default_consistency_level="Session"),
    locations=[az.cosmosdb.LocationArgs(location_name="North Europe", failover_priority=0, is_zone_redundant=False)],
    backup_policy=az.cosmosdb.PeriodicModeBackupPolicyArgs(
        type="Periodic",
        periodic_mode_properties=az.cosmosdb.PeriodicModePropertiesArgs(
            backup_interval_in_minutes=240, backup_retention_interval_in_hours=48, backup_storage_redundancy="Local"
        ),
    ),
)
db = az.cosmosdb.SqlResourceSqlDatabase(
    "loyalty",
    resource_group_name=rg.name,
    account_name=account.name,
    database_name="loyalty",
    resource=az.cosmosdb.SqlDatabaseResourceArgs(id="loyalty"),
)
az.cosmosdb.SqlResourceSqlContainer(
    "points",
    resource_group_name=rg.name,
    account_name=account.name,
    database_name=db.name,
    container_name="points",
    options=az.cosmosdb.CreateUpdateOptionsArgs(
        autoscale_settings=az.cosmosdb.AutoscaleSettingsArgs(max_throughput=4000)
    ),
    resource=az.cosmosdb.SqlContainerResourceArgs(
        id="points",
        default_ttl=-1,
        partition_key=az.cosmosdb.ContainerPartitionKeyArgs(paths=["/memberId"], kind="Hash", version=2),
    ),
)

storage = az.storage.StorageAccount(
    "stloyalty",
    resource_group_name=rg.name,
    location=rg.location,
    kind="StorageV2",
    sku=az.storage.SkuArgs(name="Standard_LRS"),
)
keys = az.storage.list_storage_account_keys_output(resource_group_name=rg.name, account_name=storage.name)
storage_conn = pulumi.Output.secret(
    pulumi.Output.concat(
        "DefaultEndpointsProtocol=https;AccountName=",
        storage.name,
        ";AccountKey=",
        keys.keys.apply(lambda k: k[0].value if k else ""),
        ";EndpointSuffix=core.windows.net",
    )
)
plan = az.web.AppServicePlan(
    "plan-loyalty",
    resource_group_name=rg.name,
    location=rg.location,
    kind="functionapp",
    reserved=True,
    sku=az.web.SkuDescriptionArgs(name="Y1", tier="Dynamic"),
)
app = az.web.WebApp(
    "func-loyalty",
    resource_group_name=rg.name,
    location=rg.location,
    server_farm_id=plan.id,
    kind="functionapp,linux",
    https_only=True,
    identity=az.web.ManagedServiceIdentityArgs(type="SystemAssigned"),
    site_config=az.web.SiteConfigArgs(
        linux_fx_version="PYTHON|3.11",
        ftps_state="Disabled",
        app_settings=[
            az.web.NameValuePairArgs(name="AzureWebJobsStorage", value=storage_conn),
            az.web.NameValuePairArgs(name="FUNCTIONS_EXTENSION_VERSION", value="~4"),
            az.web.NameValuePairArgs(name="FUNCTIONS_WORKER_RUNTIME", value="python"),
            az.web.NameValuePairArgs(name="COSMOS_ENDPOINT", value=account.document_endpoint),
        ],
    ),
)
pulumi.export("host", app.default_host_name)
