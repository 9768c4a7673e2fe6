"""What several rules have something against, on Azure: it has no example of its own in the rules' page."""

import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("team", location="westeurope")
azure.compute.VirtualMachine(
    "box",
    resource_group_name=group.name,
    location="westeurope",
    priority="Spot",
    hardware_profile={"vm_size": "Standard_ND96isr_H100_v5"},
    storage_profile={
        "os_disk": {
            "create_option": "FromImage",
            "disk_size_gb": 128,
            "managed_disk": {"storage_account_type": "Premium_LRS"},
        },
        "data_disks": [{"create_option": "Empty", "lun": 0, "disk_size_gb": 1024}],
    },
    tags={"purpose": "development", "owner": "vision"},
)
azure.compute.VirtualMachineScaleSet(
    "train",
    resource_group_name=group.name,
    location="westeurope",
    sku={"name": "Standard_NC24ads_A100_v4", "capacity": 4},
    virtual_machine_profile={
        "priority": "Spot",
        "eviction_policy": "Deallocate",
        "storage_profile": {
            "os_disk": {"create_option": "FromImage", "managed_disk": {"storage_account_type": "Premium_LRS"}}
        },
        "network_profile": {
            "network_interface_configurations": [
                {
                    "name": "nic",
                    "ip_configurations": [{"name": "ip", "public_ip_address_configuration": {"name": "public"}}],
                }
            ]
        },
    },
    tags={"purpose": "training"},
)
azure.containerservice.AgentPool(
    "gpu",
    resource_group_name=group.name,
    resource_name_="team",
    vm_size="Standard_NC96ads_A100_v4",
    count=2,
    enable_auto_scaling=True,
    min_count=1,
    max_count=8,
    mode="User",
    scale_set_priority="Spot",
    scale_set_eviction_policy="Deallocate",
)
azure.machinelearningservices.Compute(
    "cluster",
    resource_group_name=group.name,
    workspace_name="team",
    location="westeurope",
    properties={
        "compute_type": "AmlCompute",
        "properties": {
            "vm_size": "Standard_ND96amsr_A100_v4",
            "vm_priority": "Dedicated",
            "scale_settings": {"min_node_count": 1, "max_node_count": 8},
        },
    },
)
azure.storage.StorageAccount(
    "data",
    resource_group_name=group.name,
    location="westeurope",
    kind="StorageV2",
    sku={"name": "Standard_GRS"},
)
azure.compute.Disk(
    "scratch",
    resource_group_name=group.name,
    location="westeurope",
    disk_size_gb=1024,
    sku={"name": "PremiumV2_LRS"},
    disk_iops_read_write=20000,
    creation_data={"create_option": "Empty"},
)
azure.compute.Snapshot(
    "before",
    resource_group_name=group.name,
    location="northeurope",
    creation_data={"create_option": "CopyStart", "source_resource_id": "/subscriptions/s/snapshots/of-westeurope"},
)
