"""Scale sets, AKS, storage and autoscale on Azure: nested unions, enumerations, lists that come back as maps."""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("main", location="westeurope")
network = azure.network.VirtualNetwork(
    "main",
    resource_group_name=group.name,
    address_space={"address_prefixes": ["10.0.0.0/16"]},
    subnets=[{"name": "nodes", "address_prefix": "10.0.0.0/24"}],
)
identity = azure.managedidentity.UserAssignedIdentity("nodes", resource_group_name=group.name)
scale_set = azure.compute.VirtualMachineScaleSet(
    "gpu",
    resource_group_name=group.name,
    orchestration_mode="Flexible",
    platform_fault_domain_count=1,
    sku={"name": "Standard_NC24ads_A100_v4", "capacity": 0, "tier": "Standard"},
    identity={"type": "UserAssigned", "user_assigned_identities": ["/subscriptions/x/identities/nodes"]},
    virtual_machine_profile=azure.compute.VirtualMachineScaleSetVMProfileArgs(
        priority=azure.compute.VirtualMachinePriorityTypes.SPOT,
        eviction_policy="Delete",
        billing_profile={"max_price": -1},
        storage_profile={
            "image_reference": {
                "publisher": "Canonical",
                "offer": "ubuntu-24_04-lts",
                "sku": "server",
                "version": "latest",
            },
            "os_disk": {
                "create_option": azure.compute.DiskCreateOptionTypes.FROM_IMAGE,
                "managed_disk": {"storage_account_type": "Premium_LRS"},
                "disk_size_gb": 128,
            },
        },
        network_profile={
            "network_api_version": "2022-11-01",
            "network_interface_configurations": [
                {
                    "name": "nic",
                    "primary": True,
                    "ip_configurations": [
                        {"name": "ip", "subnet": {"id": network.subnets.apply(lambda it: it[0].id if it else "")}}
                    ],
                }
            ],
        },
    ),
    priority_mix_policy={"base_regular_priority_count": 0, "regular_priority_percentage_above_base": 0},
    tags={"owner": "vision"},
)
azure.monitor.AutoscaleSetting(
    "gpu",
    resource_group_name=group.name,
    target_resource_uri=scale_set.id,
    profiles=[
        {
            "name": "day",
            "capacity": {"default": "2", "minimum": "0", "maximum": "4"},
            "rules": [],
            "recurrence": {
                "frequency": "Week",
                "schedule": {"time_zone": "W. Europe Standard Time", "days": ["Monday"], "hours": [8], "minutes": [0]},
            },
        }
    ],
)
account = azure.storage.StorageAccount(
    "data",
    resource_group_name=group.name,
    sku={"name": azure.storage.SkuName.STANDARD_LRS},
    kind="StorageV2",
    minimum_tls_version="TLS1_2",
    network_rule_set={"default_action": "Deny", "bypass": "AzureServices"},
)
azure.storage.ManagementPolicy(
    "data",
    account_name=account.name,
    resource_group_name=group.name,
    management_policy_name="default",
    policy={
        "rules": [
            {
                "name": "cool",
                "enabled": True,
                "type": "Lifecycle",
                "definition": {
                    "actions": {"base_blob": {"tier_to_cool": {"days_after_modification_greater_than": 30}}},
                    "filters": {"blob_types": ["blockBlob"]},
                },
            }
        ]
    },
)
azure.containerservice.ManagedCluster(
    "main",
    resource_group_name=group.name,
    dns_prefix="main",
    identity={"type": azure.containerservice.ResourceIdentityType.SYSTEM_ASSIGNED},
    agent_pool_profiles=[
        {"name": "system", "count": 1, "vm_size": "Standard_D2s_v3", "mode": "System", "os_type": "Linux"}
    ],
)
azure.machinelearningservices.Compute(
    "gpu",
    resource_group_name=group.name,
    workspace_name="lab",
    properties={
        "compute_type": "AmlCompute",
        "properties": {
            "vm_size": "Standard_NC6s_v3",
            "vm_priority": "LowPriority",
            "scale_settings": {"min_node_count": 0, "max_node_count": 4, "node_idle_time_before_scale_down": "PT15M"},
        },
    },
)
azure.consumption.Budget(
    "monthly",
    scope="/subscriptions/x",
    amount=1000,
    category="Cost",
    time_grain="Monthly",
    time_period={"start_date": "2026-01-01T00:00:00Z"},
    notifications={
        "actual": {"enabled": True, "operator": "GreaterThan", "threshold": 80, "contact_emails": ["a@example.com"]}
    },
)
pulumi.export("identity", identity.client_id)
