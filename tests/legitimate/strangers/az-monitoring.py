"""Monitoring of the machines: one workspace with a daily cap, collection rules, alerts."""

import pulumi
from pulumi_azure_native import monitor, operationalinsights, resources, storage

config = pulumi.Config()
LOCATION = "eastus"
subscription = config.get("subscriptionId") or "11111111-2222-3333-4444-555555555555"
machines = config.get_object("machines") or {
    "db01": f"/subscriptions/{subscription}/resourceGroups/prod/providers/Microsoft.Compute/virtualMachines/db01",
    "web01": f"/subscriptions/{subscription}/resourceGroups/prod/providers/Microsoft.Compute/virtualMachines/web01",
}

group = resources.ResourceGroup("monitoring", location=LOCATION)
workspace = operationalinsights.Workspace(
    "main",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "PerGB2018"},
    retention_in_days=60,
    workspace_capping={"daily_quota_gb": 2},
)
archive = storage.StorageAccount(
    "logarchive",
    resource_group_name=group.name,
    location=LOCATION,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    access_tier="Cool",
)
operationalinsights.DataExport(
    "archive",
    data_export_name="archive",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    resource_id=archive.id,
    table_names=["Syslog", "Heartbeat"],
    enable=True,
)

rule = monitor.DataCollectionRule(
    "linux",
    data_collection_rule_name="linux",
    resource_group_name=group.name,
    location=LOCATION,
    kind="Linux",
    data_sources={
        "syslog": [
            {
                "name": "syslog",
                "streams": ["Microsoft-Syslog"],
                "facility_names": ["auth", "daemon", "kern"],
                "log_levels": ["Warning", "Error", "Critical", "Alert", "Emergency"],
            }
        ],
        "performance_counters": [
            {
                "name": "perf",
                "streams": ["Microsoft-Perf"],
                "sampling_frequency_in_seconds": 60,
                "counter_specifiers": [
                    "Processor(*)\\% Processor Time",
                    "Memory(*)\\% Used Memory",
                    "Logical Disk(*)\\% Used Space",
                ],
            }
        ],
    },
    destinations={"log_analytics": [{"name": "main", "workspace_resource_id": workspace.id}]},
    data_flows=[{"streams": ["Microsoft-Syslog", "Microsoft-Perf"], "destinations": ["main"]}],
)
on_call = monitor.ActionGroup(
    "on-call",
    action_group_name="on-call",
    group_short_name="oncall",
    location="Global",
    resource_group_name=group.name,
    enabled=True,
    webhook_receivers=[{"name": "pager", "service_uri": "https://events.pagerduty.com/integration/abc/enqueue"}],
)

for name, machine in machines.items():
    monitor.DataCollectionRuleAssociation(
        name, association_name=f"dcr-{name}", resource_uri=machine, data_collection_rule_id=rule.id
    )
    monitor.MetricAlert(
        f"{name}-cpu",
        rule_name=f"{name}-cpu",
        resource_group_name=group.name,
        location="global",
        severity=2,
        enabled=True,
        scopes=[machine],
        evaluation_frequency="PT5M",
        window_size="PT15M",
        description=f"{name} is busy; the runbook names westeurope as the stand-in",
        criteria=monitor.MetricAlertSingleResourceMultipleMetricCriteriaArgs(
            odata_type="Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
            all_of=[
                monitor.MetricCriteriaArgs(
                    criterion_type="StaticThresholdCriterion",
                    name="cpu",
                    metric_name="Percentage CPU",
                    operator="GreaterThan",
                    threshold=85,
                    time_aggregation="Average",
                )
            ],
        ),
        actions=[{"action_group_id": on_call.id}],
    )
monitor.ScheduledQueryRule(
    "silent",
    rule_name="silent-machines",
    resource_group_name=group.name,
    location=LOCATION,
    severity=1,
    enabled=True,
    scopes=[workspace.id],
    evaluation_frequency="PT10M",
    window_size="PT30M",
    criteria={
        "all_of": [
            {
                "query": "Heartbeat | summarize last=max(TimeGenerated) by Computer | where last < ago(15m)",
                "time_aggregation": "Count",
                "operator": "GreaterThan",
                "threshold": 0,
            }
        ]
    },
    actions={"action_groups": [on_call.id]},
)
pulumi.export("workspace", workspace.customer_id)
