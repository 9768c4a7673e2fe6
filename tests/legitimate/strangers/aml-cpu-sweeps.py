"""Hyper-parameter sweeps on a small low-priority CPU cluster in an existing workspace (westeurope).

Config: sweeps:workspace=mlw-shared
"""

import pulumi
import pulumi_azure_native as az

cfg = pulumi.Config("sweeps")
workspace = cfg.require("workspace")
group = cfg.get("resourceGroup") or "rg-ml-shared"
LOCATION = "westeurope"

registry = az.containerregistry.Registry(
    "acrsweeps",
    resource_group_name=group,
    location=LOCATION,
    admin_user_enabled=False,
    sku=az.containerregistry.SkuArgs(name="Basic"),
)
results = az.storage.StorageAccount(
    "stsweeps",
    resource_group_name=group,
    location="West Europe",
    kind="StorageV2",
    sku=az.storage.SkuArgs(name="Standard_ZRS"),
    is_hns_enabled=True,
    allow_blob_public_access=False,
)
az.storage.BlobContainer("runs", resource_group_name=group, account_name=results.name, container_name="runs")
az.storage.ManagementPolicy(
    "sweeps-cleanup",
    resource_group_name=group,
    account_name=results.name,
    management_policy_name="default",
    policy=az.storage.ManagementPolicySchemaArgs(
        rules=[
            az.storage.ManagementPolicyRuleArgs(
                name="old-runs",
                type="Lifecycle",
                enabled=True,
                definition=az.storage.ManagementPolicyDefinitionArgs(
                    filters=az.storage.ManagementPolicyFilterArgs(blob_types=["blockBlob"], prefix_match=["runs/"]),
                    actions=az.storage.ManagementPolicyActionArgs(
                        base_blob=az.storage.ManagementPolicyBaseBlobArgs(
                            delete=az.storage.DateAfterModificationArgs(days_after_modification_greater_than=60)
                        )
                    ),
                ),
            )
        ]
    ),
)

cluster = az.machinelearningservices.Compute(
    "cpu-sweeps",
    compute_name="cpu-sweeps",
    resource_group_name=group,
    workspace_name=workspace,
    location=LOCATION,
    identity=az.machinelearningservices.ManagedServiceIdentityArgs(type="SystemAssigned"),
    properties=az.machinelearningservices.AmlComputeArgs(
        compute_type="AmlCompute",
        properties=az.machinelearningservices.AmlComputePropertiesArgs(
            vm_size="STANDARD_D8S_V3",
            vm_priority="LowPriority",
            os_type="Linux",
            remote_login_port_public_access="Disabled",
            scale_settings=az.machinelearningservices.ScaleSettingsArgs(
                min_node_count=0, max_node_count=4, node_idle_time_before_scale_down="PT5M"
            ),
        ),
    ),
)
pulumi.export("compute", cluster.name)
