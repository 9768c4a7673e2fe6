"""Policies of the sandbox subscription: regions, sizes and a budget."""

import pulumi
import pulumi_azure_native as azure

SCOPE = "/subscriptions/5b1c2d3e-0000-4444-8888-1234567890ab"
BUILT_IN = "/providers/Microsoft.Authorization/policyDefinitions"

azure.authorization.PolicyAssignment(
    "allowed-locations",
    scope=SCOPE,
    policy_definition_id=f"{BUILT_IN}/e56962a6-4747-49cd-b67b-bf8b01975c4c",
    display_name="Allowed locations",
    parameters={"listOfAllowedLocations": {"value": ["eastus", "eastus2"]}},
)
azure.authorization.PolicyAssignment(
    "allowed-sizes",
    scope=SCOPE,
    policy_definition_id=f"{BUILT_IN}/cccc23c7-8427-4f53-ad12-b6a63eb452b3",
    display_name="Allowed machine sizes",
    parameters={
        "listOfAllowedSKUs": {
            "value": ["Standard_B2s", "Standard_B2ms", "Standard_D2s_v5", "Standard_D4s_v5", "Standard_NC4as_T4_v3"]
        }
    },
)
no_gpu = azure.authorization.PolicyDefinition(
    "deny-nd-series",
    policy_type="Custom",
    mode="Indexed",
    display_name="No ND and NC A100/H100 machines",
    policy_rule={
        "if": {
            "anyOf": [
                {"field": "Microsoft.Compute/virtualMachines/sku.name", "like": "Standard_ND*"},
                {"field": "Microsoft.Compute/virtualMachines/sku.name", "like": "Standard_NC*A100*"},
            ]
        },
        "then": {"effect": "deny"},
    },
)
azure.authorization.PolicyAssignment("deny-nd", scope=SCOPE, policy_definition_id=no_gpu.id)
budget = azure.consumption.Budget(
    "sandbox",
    scope=SCOPE,
    budget_name="sandbox",
    category="Cost",
    amount=1000,
    time_grain="Monthly",
    time_period={"start_date": "2026-12-01T00:00:00Z", "end_date": "2028-12-01T00:00:00Z"},
    notifications={
        "eighty": {
            "enabled": True,
            "operator": "GreaterThan",
            "threshold": 80,
            "contact_emails": ["finops@vision.example"],
        }
    },
)
pulumi.export("budget", budget.name)
