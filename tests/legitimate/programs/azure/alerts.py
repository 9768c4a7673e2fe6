"""Who is told, and of what."""

import pulumi_azure_native as azure

TAGS = {"owner": "platform", "cost-center": "cc-42"}
group = azure.resources.ResourceGroup("watch", location="westeurope", tags=TAGS)
people = azure.monitor.ActionGroup(
    "oncall",
    resource_group_name=group.name,
    location="global",
    enabled=True,
    group_short_name="oncall",
    email_receivers=[{"name": "oncall", "email_address": "oncall@example.com"}],
    tags=TAGS,
)
azure.consumption.Budget(
    "team",
    scope=group.id,
    amount=1000,
    category="Cost",
    time_grain="Monthly",
    time_period={"start_date": "2026-11-01T00:00:00Z"},
    notifications={
        "actual": {
            "enabled": True,
            "operator": "GreaterThan",
            "threshold": 80,
            "contact_emails": ["team@example.com"],
        }
    },
)
