"""A scale set of plain machines that follows its load."""

import pulumi_azure_native as azure

TAGS = {"owner": "search", "cost-center": "se-5"}
group = azure.resources.ResourceGroup("search", location="westeurope", tags=TAGS)
network = azure.network.VirtualNetwork(
    "search", resource_group_name=group.name, address_space={"address_prefixes": ["10.70.0.0/20"]}, tags=TAGS
)
subnet = azure.network.Subnet(
    "search", resource_group_name=group.name, virtual_network_name=network.name, address_prefix="10.70.0.0/24"
)
machines = azure.compute.VirtualMachineScaleSet(
    "search",
    resource_group_name=group.name,
    orchestration_mode="Uniform",
    upgrade_policy={"mode": "Manual"},
    sku={"name": "Standard_D2s_v5", "capacity": 2},
    virtual_machine_profile={
        "os_profile": {
            "computer_name_prefix": "search",
            "admin_username": "ops",
            "linux_configuration": {
                "disable_password_authentication": True,
                "ssh": {
                    "public_keys": [{"path": "/home/ops/.ssh/authorized_keys", "key_data": "ssh-ed25519 AAAA ops"}]
                },
            },
        },
        "storage_profile": {
            "image_reference": {
                "publisher": "Canonical",
                "offer": "ubuntu-24_04-lts",
                "sku": "server",
                "version": "latest",
            },
            "os_disk": {
                "create_option": "FromImage",
                "disk_size_gb": 32,
                "managed_disk": {"storage_account_type": "Premium_LRS"},
            },
        },
        "network_profile": {
            "network_interface_configurations": [
                {
                    "name": "inside",
                    "primary": True,
                    "ip_configurations": [{"name": "inside", "subnet": {"id": subnet.id}}],
                }
            ]
        },
    },
    tags=TAGS,
)
azure.monitor.AutoscaleSetting(
    "search",
    resource_group_name=group.name,
    target_resource_uri=machines.id,
    enabled=True,
    profiles=[
        {
            "name": "load",
            "capacity": {"minimum": "1", "maximum": "3", "default": "2"},
            "rules": [
                {
                    "metric_trigger": {
                        "metric_name": "Percentage CPU",
                        "metric_resource_uri": machines.id,
                        "operator": "LessThan",
                        "statistic": "Average",
                        "threshold": 25,
                        "time_aggregation": "Average",
                        "time_grain": "PT1M",
                        "time_window": "PT10M",
                    },
                    "scale_action": {"direction": "Decrease", "type": "ChangeCount", "value": "1", "cooldown": "PT10M"},
                }
            ],
        }
    ],
    tags=TAGS,
)
