"""An explicit provider puts the nodes far from the data that their identity may read.

Answer: cross-region-transfer fail box
"""

import pulumi
import pulumi_azure_native as azure

data = azure.storage.StorageAccount(
    "data", account_name="visiondata", resource_group_name="team", kind="StorageV2", sku={"name": "Standard_LRS"}
)
far = azure.Provider("far", location="japaneast")
node = azure.managedidentity.UserAssignedIdentity("node", resource_group_name="team")
azure.authorization.RoleAssignment(
    "read",
    principal_id=node.principal_id,
    principal_type="ServicePrincipal",
    role_definition_id="/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    scope=data.id,
)
azure.compute.VirtualMachine(
    "box",
    resource_group_name="team",
    hardware_profile={"vm_size": "Standard_D4s_v5"},
    identity={"type": "UserAssigned", "user_assigned_identities": [node.id]},
    opts=pulumi.ResourceOptions(provider=far),
)
