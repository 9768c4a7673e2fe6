"""Site Recovery for the SAP application server (East US to Central US).

All disks of the SAP VM in East US are replicated continuously to Central US by Azure Site Recovery (A2A replication protected
item).
"""

import pulumi
from pulumi_azure_native import recoveryservices as rsv
from pulumi_azure_native import resources

SUB = "/subscriptions/00000000-0000-0000-0000-000000000000"
VM = f"{SUB}/resourceGroups/sap/providers/Microsoft.Compute/virtualMachines/sap-app-01"
DISKS = [
    f"{SUB}/resourceGroups/sap/providers/Microsoft.Compute/disks/sap-app-01-{d}"
    for d in ("os", "data-0", "data-1", "data-2", "log")
]
CACHE = f"{SUB}/resourceGroups/sap/providers/Microsoft.Storage/storageAccounts/sapasrcache"

target = resources.ResourceGroup("sap-dr", location="centralus")
vault = rsv.Vault(
    "sap-dr",
    resource_group_name=target.name,
    location="centralus",
    sku={"name": "RS0", "tier": "Standard"},
    properties={"public_network_access": "Enabled"},
)

base = pulumi.Output.concat(
    vault.id, "/replicationFabrics/asr-centralus/replicationProtectionContainers/asr-centralus-c"
)

rsv.ReplicationProtectedItem(
    "sap-vm-protection",
    resource_group_name=target.name,
    resource_name_=vault.name,
    fabric_name="asr-eastus",
    protection_container_name="asr-eastus-c",
    replicated_protected_item_name="sap-app-01",
    properties={
        "policy_id": pulumi.Output.concat(vault.id, "/replicationPolicies/24h"),
        "provider_specific_details": rsv.A2AEnableProtectionInputArgs(
            instance_type="A2A",
            fabric_object_id=VM,
            recovery_container_id=base,
            recovery_resource_group_id=target.id,
            vm_managed_disks=[
                rsv.A2AVmManagedDiskInputDetailsArgs(
                    disk_id=d,
                    primary_staging_azure_storage_account_id=CACHE,
                    recovery_resource_group_id=target.id,
                    recovery_target_disk_account_type="Premium_LRS",
                    recovery_replica_disk_account_type="Premium_LRS",
                )
                for d in DISKS
            ],
        ),
    },
)
