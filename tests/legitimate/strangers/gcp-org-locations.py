"""What our projects may do: allowed regions, no external addresses, small machine images, and budgets."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
org = config.get("orgId") or "123456789012"
billing = config.get("billingAccount") or "0A1B2C-3D4E5F-6A7B8C"
REGIONS = ["us-central1", "us-east4", "europe-west4"]
BUDGETS = {"vision": 900, "vision-dev": 300, "sandbox": 150}


def list_policy(constraint: str, allowed: list[str] | None = None, denied: list[str] | None = None):
    values = {"allowed_values": allowed} if allowed else {"denied_values": denied}
    return gcp.orgpolicy.Policy(
        constraint.replace(".", "-").lower(),
        name=f"organizations/{org}/policies/{constraint}",
        parent=f"organizations/{org}",
        spec={"rules": [{"values": values}]},
    )


def boolean_policy(constraint: str):
    return gcp.orgpolicy.Policy(
        constraint.replace(".", "-").lower(),
        name=f"organizations/{org}/policies/{constraint}",
        parent=f"organizations/{org}",
        spec={"rules": [{"enforce": "TRUE"}]},
    )


list_policy("gcp.resourceLocations", allowed=[f"in:{r}-locations" for r in REGIONS])
list_policy(
    "compute.trustedImageProjects",
    allowed=["projects/debian-cloud", "projects/cos-cloud", "projects/deeplearning-platform-release"],
)
for constraint in (
    "compute.requireOsLogin",
    "sql.restrictPublicIp",
    "iam.disableServiceAccountKeyCreation",
    "storage.uniformBucketLevelAccess",
):
    boolean_policy(constraint)

no_big_gpus = gcp.orgpolicy.CustomConstraint(
    "no-a100",
    name="custom.noLargeGpus",
    parent=f"organizations/{org}",
    display_name="No A100 or H100 machines",
    description="a2, a3 and a4 machines need a ticket; T4 and L4 are fine",
    action_type="DENY",
    method_types=["CREATE", "UPDATE"],
    resource_types=["compute.googleapis.com/Instance"],
    condition="resource.machineType.contains('/a2-') || resource.machineType.contains('/a3-') || resource.machineType.contains('/a4-')",
)
gcp.orgpolicy.Policy(
    "no-a100",
    name=f"organizations/{org}/policies/custom.noLargeGpus",
    parent=f"organizations/{org}",
    spec={"rules": [{"enforce": "TRUE"}]},
    opts=pulumi.ResourceOptions(depends_on=[no_big_gpus]),
)

alerts = gcp.pubsub.Topic("budget-alerts")
for project, dollars in BUDGETS.items():
    gcp.billing.Budget(
        project,
        billing_account=billing,
        display_name=f"{project} monthly",
        budget_filter={"projects": [f"projects/{project}"], "calendar_period": "MONTH"},
        amount={"specified_amount": {"currency_code": "USD", "units": str(dollars)}},
        threshold_rules=[{"threshold_percent": p} for p in (0.5, 0.9, 1.0)],
        all_updates_rule={"pubsub_topic": alerts.id},
    )
pulumi.export("regions", REGIONS)
