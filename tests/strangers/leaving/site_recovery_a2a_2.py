"""Replicate the ERP virtual machine with Azure Site Recovery.

Azure Site Recovery continuously replicates the ERP machine's four data disks from eastus to westus3.
"""

import pulumi
from pulumi_azure_native import recoveryservices as rs
from pulumi_azure_native import resources, storage

SUB = "/subscriptions/0000-1111"
dr = resources.ResourceGroup("erp-dr", location="westus3")
vault = rs.Vault(
    "asr",
    vault_name="asr-westus3",
    location="westus3",
    resource_group_name=dr.name,
    sku={"name": "Standard"},
    properties={},
)
names = {"resource_group_name": dr.name, "resource_name_": vault.name}

fabrics, containers = {}, {}
for region in ("eastus", "westus3"):
    fabrics[region] = rs.ReplicationFabric(
        f"fabric-{region}",
        fabric_name=f"fabric-{region}",
        **names,
        properties={"custom_details": rs.AzureFabricCreationInputArgs(instance_type="Azure", location=region)},
    )
    # Site Recovery makes one protection container per fabric
    containers[region] = pulumi.Output.concat(
        fabrics[region].id, f"/replicationProtectionContainers/asr-a2a-{region}-container"
    )

policy = rs.ReplicationPolicy(
    "daily",
    policy_name="daily",
    **names,
    properties={
        "provider_specific_input": rs.A2APolicyCreationInputArgs(
            instance_type="A2A",
            multi_vm_sync_status="Enable",
            recovery_point_history=1440,
            app_consistent_frequency_in_minutes=240,
        )
    },
)
cache = storage.StorageAccount(
    "asrcache",
    account_name="asrcacheeastus",
    location="eastus",
    kind="StorageV2",
    resource_group_name="erp",
    sku={"name": "Standard_LRS"},
)

VM = f"{SUB}/resourceGroups/erp/providers/Microsoft.Compute/virtualMachines/erp-db"
rs.ReplicationProtectedItem(
    "erp-db",
    replicated_protected_item_name="erp-db",
    fabric_name="fabric-eastus",
    protection_container_name="asr-a2a-eastus-container",
    **names,
    properties={
        "policy_id": policy.id,
        "provider_specific_details": rs.A2AEnableProtectionInputArgs(
            instance_type="A2A",
            fabric_object_id=VM,
            recovery_container_id=containers["westus3"],
            recovery_resource_group_id=dr.id,
            vm_managed_disks=[
                rs.A2AVmManagedDiskInputDetailsArgs(
                    disk_id=f"{SUB}/resourceGroups/erp/providers/Microsoft.Compute/disks/erp-db-data{n}",
                    primary_staging_azure_storage_account_id=cache.id,
                    recovery_resource_group_id=dr.id,
                    recovery_replica_disk_account_type="Premium_LRS",
                    recovery_target_disk_account_type="Premium_LRS",
                )
                for n in range(4)
            ],
        ),
    },
)
