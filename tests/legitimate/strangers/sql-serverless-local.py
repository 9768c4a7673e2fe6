"""HR database: serverless Azure SQL with auto-pause; backups stay in the region.

Config: hr:sqlPassword=Another-Password-9
"""

import pulumi
import pulumi_azure_native as az

cfg = pulumi.Config("hr")
rg = az.resources.ResourceGroup("rg-hr", location="germanywestcentral")

server = az.sql.Server(
    "sql-hr",
    resource_group_name=rg.name,
    location=rg.location,
    administrator_login="hradmin",
    administrator_login_password=cfg.require_secret("sqlPassword"),
    minimal_tls_version="1.2",
    version="12.0",
    public_network_access="Enabled",
)
for name, (start, end) in {"office": ("198.51.100.1", "198.51.100.30"), "azure": ("0.0.0.0", "0.0.0.0")}.items():
    az.sql.FirewallRule(
        f"fw-{name}", resource_group_name=rg.name, server_name=server.name, start_ip_address=start, end_ip_address=end
    )
db = az.sql.Database(
    "hr",
    database_name="hr",
    resource_group_name=rg.name,
    location=rg.location,
    server_name=server.name,
    sku=az.sql.SkuArgs(name="GP_S_Gen5", tier="GeneralPurpose", family="Gen5", capacity=2),
    min_capacity=0.5,
    auto_pause_delay=60,
    max_size_bytes=32 * 1024**3,
    zone_redundant=False,
    requested_backup_storage_redundancy="Local",
)
az.sql.BackupShortTermRetentionPolicy(
    "hr-pitr",
    resource_group_name=rg.name,
    server_name=server.name,
    database_name=db.name,
    policy_name="default",
    retention_days=14,
    diff_backup_interval_in_hours=24,
)

audit = az.storage.StorageAccount(
    "sthraudit",
    resource_group_name=rg.name,
    location=rg.location,
    kind="StorageV2",
    sku=az.storage.SkuArgs(name="Standard_LRS"),
    access_tier="Cool",
)
audit_key = az.storage.list_storage_account_keys_output(
    resource_group_name=rg.name, account_name=audit.name
).keys.apply(lambda k: k[0].value if k else "")
az.sql.ExtendedDatabaseBlobAuditingPolicy(
    "hr-audit",
    resource_group_name=rg.name,
    server_name=server.name,
    database_name=db.name,
    blob_auditing_policy_name="default",
    state="Enabled",
    retention_days=90,
    storage_endpoint=audit.primary_endpoints.apply(lambda e: e.blob if e else ""),
    storage_account_access_key=audit_key,
)
alerts = az.monitor.ActionGroup(
    "ag-hr",
    resource_group_name=rg.name,
    location="Global",
    group_short_name="hr",
    enabled=True,
    email_receivers=[az.monitor.MicrosoftCommonEmailReceiverArgs(name="dba", email_address="dba@example.de")],
)
az.monitor.MetricAlert(
    "hr-cpu",
    resource_group_name=rg.name,
    location="global",
    enabled=True,
    severity=3,
    scopes=[db.id],
    evaluation_frequency="PT5M",
    window_size="PT15M",
    actions=[az.monitor.MetricAlertActionArgs(action_group_id=alerts.id)],
    criteria=az.monitor.MetricAlertSingleResourceMultipleMetricCriteriaArgs(
        odata_type="Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        all_of=[
            az.monitor.MetricCriteriaArgs(
                criterion_type="StaticThresholdCriterion",
                name="cpu",
                metric_name="cpu_percent",
                operator="GreaterThan",
                threshold=90,
                time_aggregation="Average",
            )
        ],
    ),
)
pulumi.export("server", server.fully_qualified_domain_name)
