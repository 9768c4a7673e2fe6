"""Training on a flexible scale set with a priority mix: all spot, deleted when evicted, filled by waiting work and emptied by its end."""

import base64

import pulumi
import pulumi_azure_native as azure

TAGS = {"purpose": "training", "owner": "vision", "cost-center": "ml-1234", "penstock:save-within-seconds": "20"}
CLOUD_INIT = """#cloud-config
runcmd:
  - systemctl enable --now dcgm-exporter trainer
"""
group = azure.resources.ResourceGroup("train", location="westeurope", tags=TAGS)
network = azure.network.VirtualNetwork(
    "train", resource_group_name=group.name, address_space={"address_prefixes": ["10.80.0.0/20"]}, tags=TAGS
)
subnet = azure.network.Subnet(
    "train",
    resource_group_name=group.name,
    virtual_network_name=network.name,
    address_prefix="10.80.0.0/24",
    default_outbound_access=False,
)
machines = azure.compute.VirtualMachineScaleSet(
    "train",
    resource_group_name=group.name,
    orchestration_mode="Flexible",
    platform_fault_domain_count=1,
    zones=["1", "2", "3"],
    sku={"name": "Standard_NC4as_T4_v3", "tier": "Standard", "capacity": 0},
    priority_mix_policy={"base_regular_priority_count": 0, "regular_priority_percentage_above_base": 0},
    virtual_machine_profile={
        "priority": "Spot",
        "eviction_policy": "Delete",
        "billing_profile": {"max_price": -1},
        "os_profile": {
            "computer_name_prefix": "train",
            "admin_username": "ops",
            "custom_data": base64.b64encode(CLOUD_INIT.encode()).decode(),
            "linux_configuration": {
                "disable_password_authentication": True,
                "ssh": {
                    "public_keys": [{"path": "/home/ops/.ssh/authorized_keys", "key_data": "ssh-ed25519 AAAA ops"}]
                },
            },
        },
        "storage_profile": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            },
            "os_disk": {
                "create_option": "FromImage",
                "delete_option": "Delete",
                "disk_size_gb": 128,
                "managed_disk": {"storage_account_type": "Premium_LRS"},
            },
        },
        "network_profile": {
            "network_api_version": "2020-11-01",
            "network_interface_configurations": [
                {
                    "name": "inside",
                    "primary": True,
                    "delete_option": "Delete",
                    "ip_configurations": [{"name": "inside", "subnet": {"id": subnet.id}}],
                }
            ],
        },
    },
    tags=TAGS,
    opts=pulumi.ResourceOptions(ignore_changes=["sku.capacity"]),  # the autoscale setting's to say
)
namespace = azure.servicebus.Namespace("work", resource_group_name=group.name, sku={"name": "Standard"}, tags=TAGS)
azure.servicebus.Queue("work", resource_group_name=group.name, namespace_name=namespace.name, queue_name="work")


def rule(direction: str, operator: str, threshold: int, window: str) -> dict[str, object]:
    """One machine more or less, by how many messages wait."""
    return {
        "metric_trigger": {
            "metric_name": "ActiveMessages",
            "metric_resource_uri": namespace.id,
            "dimensions": [{"dimension_name": "EntityName", "operator": "Equals", "values": ["work"]}],
            "operator": operator,
            "statistic": "Average",
            "threshold": threshold,
            "time_aggregation": "Average",
            "time_grain": "PT1M",
            "time_window": window,
        },
        "scale_action": {"direction": direction, "type": "ChangeCount", "value": "1", "cooldown": "PT5M"},
    }


azure.monitor.AutoscaleSetting(
    "train",
    resource_group_name=group.name,
    target_resource_uri=machines.id,
    enabled=True,
    profiles=[
        {
            "name": "work",
            "capacity": {"minimum": "0", "maximum": "4", "default": "0"},
            "rules": [
                rule("Increase", "GreaterThan", 0, "PT5M"),
                rule("Decrease", "LessThan", 1, "PT20M"),
            ],
        },
        {
            "name": "weekend",
            "capacity": {"minimum": "0", "maximum": "0", "default": "0"},
            "rules": [],
            "recurrence": {
                "frequency": "Week",
                "schedule": {
                    "days": ["Saturday"],
                    "hours": [6],
                    "minutes": [0],
                    "time_zone": "W. Europe Standard Time",
                },
            },
        },
        {
            "name": '{"name":"work","for":"weekend"}',
            "capacity": {"minimum": "0", "maximum": "4", "default": "0"},
            "rules": [
                rule("Increase", "GreaterThan", 0, "PT5M"),
                rule("Decrease", "LessThan", 1, "PT20M"),
            ],
            "recurrence": {
                "frequency": "Week",
                "schedule": {
                    "days": ["Monday"],
                    "hours": [6],
                    "minutes": [0],
                    "time_zone": "W. Europe Standard Time",
                },
            },
        },
    ],
    tags=TAGS,
)
azure.consumption.Budget(
    "vision",
    budget_name="vision",
    scope=group.id,
    amount=3000,
    category="Cost",
    time_grain="Monthly",
    time_period={"start_date": "2026-01-01T00:00:00Z"},
    notifications={
        "most": {
            "enabled": True,
            "operator": "GreaterThan",
            "threshold": 80,
            "contact_emails": ["vision@example.com"],
        }
    },
)
