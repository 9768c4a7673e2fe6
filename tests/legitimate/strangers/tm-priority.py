"""Failover of the ordering site with Traffic Manager."""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("ordering-dns")
main = pulumi.StackReference("vision/ordering/prod")

profile = azure.trafficmanager.Profile(
    "ordering",
    resource_group_name=group.name,
    location="global",
    traffic_routing_method="Priority",
    dns_config={"relative_name": "vision-ordering", "ttl": 60},
    monitor_config={
        "protocol": "HTTPS",
        "port": 443,
        "path": "/healthz",
        "interval_in_seconds": 30,
        "timeout_in_seconds": 10,
        "tolerated_number_of_failures": 3,
    },
    endpoints=[
        {
            "name": "live",
            "type": "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
            "target": main.get_output("host"),
            "priority": 1,
            "endpoint_status": "Enabled",
        },
        {
            "name": "sorry-page",
            "type": "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
            "target": "sorry.vision.example",
            "priority": 2,
            "endpoint_status": "Enabled",
        },
    ],
)
zone = azure.dns.Zone("ordering", zone_name="ordering.example", resource_group_name=group.name, location="global")
azure.dns.RecordSet(
    "www",
    resource_group_name=group.name,
    zone_name=zone.name,
    relative_record_set_name="www",
    record_type="CNAME",
    ttl=60,
    cname_record={"cname": "vision-ordering.trafficmanager.net"},
)
team = azure.monitor.ActionGroup(
    "oncall",
    resource_group_name=group.name,
    location="global",
    group_short_name="oncall",
    enabled=True,
    email_receivers=[{"name": "oncall", "email_address": "oncall@vision.example"}],
)
alert = azure.monitor.MetricAlert(
    "degraded",
    resource_group_name=group.name,
    location="global",
    severity=1,
    enabled=True,
    scopes=[profile.id],
    evaluation_frequency="PT1M",
    window_size="PT5M",
    criteria=azure.monitor.MetricAlertSingleResourceMultipleMetricCriteriaArgs(
        odata_type="Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        all_of=[
            {
                "criterion_type": "StaticThresholdCriterion",
                "name": "probe",
                "metric_name": "ProbeAgentCurrentEndpointStateByProfileResourceId",
                "operator": "LessThan",
                "threshold": 1,
                "time_aggregation": "Maximum",
            }
        ],
    ),
    actions=[{"action_group_id": team.id}],
)
pulumi.export("alert", alert.name)
