"""Organisation policies of the sandbox folder and its budget."""

import pulumi
import pulumi_gcp as gcp

FOLDER = "folders/448811223344"

locations = gcp.orgpolicy.Policy(
    "locations",
    name=f"{FOLDER}/policies/gcp.resourceLocations",
    parent=FOLDER,
    spec={"rules": [{"values": {"allowed_values": ["in:us-central1-locations", "in:us-east1-locations"]}}]},
)
accelerators = gcp.orgpolicy.CustomConstraint(
    "no-accelerator-families",
    name="custom.denyAcceleratorFamilies",
    parent="organizations/998877665544",
    display_name="No A2, A3 or TPU machines",
    action_type="DENY",
    condition="resource.machineType.contains('/a2-') || resource.machineType.contains('/a3-')",
    method_types=["CREATE"],
    resource_types=["compute.googleapis.com/Instance"],
)
gcp.orgpolicy.Policy(
    "deny-accelerators",
    name=f"{FOLDER}/policies/custom.denyAcceleratorFamilies",
    parent=FOLDER,
    spec={"rules": [{"enforce": "TRUE"}]},
    opts=pulumi.ResourceOptions(depends_on=[accelerators]),
)
gcp.orgpolicy.Policy(
    "no-external-ip",
    name=f"{FOLDER}/policies/compute.vmExternalIpAccess",
    parent=FOLDER,
    spec={"rules": [{"deny_all": "TRUE"}]},
)
budget = gcp.billing.Budget(
    "sandbox-budget",
    billing_account="01A2B3-C4D5E6-F70819",
    display_name="sandbox",
    budget_filter={"projects": ["projects/224466880011"]},
    amount={"specified_amount": {"currency_code": "USD", "units": "800"}},
    threshold_rules=[
        {"threshold_percent": 0.5},
        {"threshold_percent": 0.9},
        {"threshold_percent": 1.0, "spend_basis": "FORECASTED_SPEND"},
    ],
)
pulumi.export("budget", budget.name)
