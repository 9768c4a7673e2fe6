"""Subscription rules: allowed locations, no large GPU sizes, tags, budgets."""

import pulumi
from pulumi_azure_native import authorization, consumption, monitor, resources

config = pulumi.Config()
subscription = authorization.get_client_config_output().subscription_id
scope = subscription.apply(lambda s: f"/subscriptions/{s}")
ALLOWED = ["eastus", "eastus2", "westeurope", "global"]
DENIED_SIZES = ["Standard_ND96asr_v4", "Standard_ND96isr_H100_v5", "Standard_NC96ads_A100_v4", "Standard_M416ms_v2"]
BUILT_IN = "/providers/Microsoft.Authorization/policyDefinitions"

authorization.PolicyAssignment(
    "allowed-locations",
    policy_assignment_name="allowed-locations",
    scope=scope,
    display_name="Allowed locations",
    policy_definition_id=f"{BUILT_IN}/e56962a6-4747-49cd-b67b-bf8b01975c4c",
    parameters={"listOfAllowedLocations": {"value": ALLOWED}},
    non_compliance_messages=[{"message": "We run in eastus, eastus2 and westeurope only."}],
)

sizes = authorization.PolicyDefinition(
    "no-large-gpus",
    policy_definition_name="no-large-gpus",
    display_name="No A100 or H100 machines",
    policy_type="Custom",
    mode="Indexed",
    description="T4 machines (NCasT4_v3) are allowed, the rest needs an exemption",
    parameters={"sizes": {"type": "Array", "metadata": {"displayName": "Sizes that are refused"}}},
    policy_rule={
        "if": {
            "allOf": [
                {
                    "field": "type",
                    "in": ["Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets"],
                },
                {
                    "anyOf": [
                        {"field": "Microsoft.Compute/virtualMachines/sku.name", "in": "[parameters('sizes')]"},
                        {"field": "Microsoft.Compute/virtualMachineScaleSets/sku.name", "in": "[parameters('sizes')]"},
                    ]
                },
            ]
        },
        "then": {"effect": "deny"},
    },
)
authorization.PolicyAssignment(
    "no-large-gpus",
    policy_assignment_name="no-large-gpus",
    scope=scope,
    policy_definition_id=sizes.id,
    parameters={"sizes": {"value": DENIED_SIZES}},
)

group = resources.ResourceGroup("governance", location="eastus", tags={"owner": "platform"})
mail = monitor.ActionGroup(
    "finops",
    action_group_name="finops",
    group_short_name="finops",
    resource_group_name=group.name,
    location="Global",
    enabled=True,
    email_receivers=[{"name": "finops", "email_address": "finops@planworks.io", "use_common_alert_schema": True}],
)
for name, amount in {"monthly": 2500, "ml-team": 600}.items():
    consumption.Budget(
        name,
        budget_name=name,
        scope=scope,
        amount=amount,
        category="Cost",
        time_grain="Monthly",
        time_period={"start_date": "2025-01-01T00:00:00Z", "end_date": "2030-01-01T00:00:00Z"},
        filter={"tags": {"name": "team", "operator": "In", "values": ["ml"]}} if name == "ml-team" else None,
        notifications={
            f"at{pct}": {
                "enabled": True,
                "operator": "GreaterThan",
                "threshold": pct,
                "contact_emails": [],
                "contact_groups": [mail.id],
            }
            for pct in (80, 100)
        },
    )
pulumi.export("allowed", ALLOWED)
