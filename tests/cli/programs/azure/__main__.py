"""A training environment on Azure in plain pulumi-azure-native: a scheduled spot scale set, a head node, a storage account."""

import pulumi_azure_native as azure

LOCATION = "West Europe"
group = azure.resources.ResourceGroup("vision", location=LOCATION)

account = azure.storage.StorageAccount(
    "datasets",
    resource_group_name=group.name,
    location=LOCATION,
    kind="StorageV2",
    access_tier="Hot",
    sku={"name": "Standard_LRS"},
)
network = azure.network.VirtualNetwork(
    "vision", resource_group_name=group.name, location=LOCATION, address_space={"address_prefixes": ["10.0.0.0/16"]}
)
trainers = azure.compute.VirtualMachineScaleSet(
    "trainer",
    resource_group_name=group.name,
    location=LOCATION,
    orchestration_mode="Flexible",
    platform_fault_domain_count=1,
    sku={"name": "Standard_NC24ads_A100_v4", "tier": "Standard", "capacity": 0},
    virtual_machine_profile={
        "priority": "Spot",
        "eviction_policy": "Delete",
        "billing_profile": {"max_price": -1},
        "storage_profile": {
            "os_disk": {
                "create_option": "FromImage",
                "disk_size_gb": 128,
                "delete_option": "Delete",
                "managed_disk": {"storage_account_type": "Premium_LRS"},
            }
        },
    },
)
azure.monitor.AutoscaleSetting(
    "trainer",
    resource_group_name=group.name,
    location=LOCATION,
    enabled=True,
    target_resource_uri=trainers.id,
    profiles=[
        {
            "name": "day",
            "capacity": {"minimum": "2", "maximum": "4", "default": "2"},
            "rules": [],
            "recurrence": {
                "frequency": "Week",
                "schedule": {
                    "time_zone": "W. Europe Standard Time",
                    "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
                    "hours": [8],
                    "minutes": [0],
                },
            },
        },
        {
            "name": '{"name":"night","for":"day"}',
            "capacity": {"minimum": "0", "maximum": "0", "default": "0"},  # a minimum of 0 alone takes no node away
            "rules": [],
            "recurrence": {
                "frequency": "Week",
                "schedule": {
                    "time_zone": "W. Europe Standard Time",
                    "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
                    "hours": [20],
                    "minutes": [0],
                },
            },
        },
    ],
)
azure.compute.VirtualMachine(
    "head",
    resource_group_name=group.name,
    location=LOCATION,
    hardware_profile={"vm_size": "Standard_D4s_v3"},
    network_profile={"network_interfaces": []},
    storage_profile={
        "os_disk": {
            "create_option": "FromImage",
            "disk_size_gb": 128,
            "delete_option": "Delete",
            "managed_disk": {"storage_account_type": "Premium_LRS"},
        }
    },
)
