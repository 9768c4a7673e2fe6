"""A small inference service on an A10: on-demand machines that follow their load in the daytime, and none at night."""

import base64

import pulumi
import pulumi_azure_native as azure

TAGS = {"purpose": "inference", "owner": "search", "cost-center": "se-5"}
CLOUD_INIT = """#cloud-config
runcmd:
  - systemctl enable --now dcgm-exporter ranker
"""
group = azure.resources.ResourceGroup("ranker", location="westeurope", tags=TAGS)
network = azure.network.VirtualNetwork(
    "ranker", resource_group_name=group.name, address_space={"address_prefixes": ["10.81.0.0/20"]}, tags=TAGS
)
subnet = azure.network.Subnet(
    "ranker",
    resource_group_name=group.name,
    virtual_network_name=network.name,
    address_prefix="10.81.0.0/24",
    default_outbound_access=False,
)
machines = azure.compute.VirtualMachineScaleSet(
    "ranker",
    resource_group_name=group.name,
    orchestration_mode="Uniform",
    upgrade_policy={"mode": "Manual"},
    sku={"name": "Standard_NV12ads_A10_v5", "capacity": 1},
    virtual_machine_profile={
        "priority": "Regular",
        "os_profile": {
            "computer_name_prefix": "ranker",
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
                "publisher": "Canonical",
                "offer": "ubuntu-24_04-lts",
                "sku": "server",
                "version": "latest",
            },
            "os_disk": {
                "create_option": "FromImage",
                "disk_size_gb": 64,
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
    opts=pulumi.ResourceOptions(ignore_changes=["sku.capacity"]),  # the autoscale setting's to say
)


def at(hour: int) -> dict[str, object]:
    """That hour of every working day."""
    return {
        "frequency": "Week",
        "schedule": {
            "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            "hours": [hour],
            "minutes": [0],
            "time_zone": "W. Europe Standard Time",
        },
    }


def rule(direction: str, operator: str, threshold: int) -> dict[str, object]:
    """One machine more or less, by the load of all."""
    return {
        "metric_trigger": {
            "metric_name": "Percentage CPU",
            "metric_resource_uri": machines.id,
            "operator": operator,
            "statistic": "Average",
            "threshold": threshold,
            "time_aggregation": "Average",
            "time_grain": "PT1M",
            "time_window": "PT10M",
        },
        "scale_action": {"direction": direction, "type": "ChangeCount", "value": "1", "cooldown": "PT5M"},
    }


azure.monitor.AutoscaleSetting(
    "ranker",
    resource_group_name=group.name,
    target_resource_uri=machines.id,
    enabled=True,
    profiles=[
        {
            "name": "day",
            "capacity": {"minimum": "1", "maximum": "3", "default": "1"},
            "rules": [rule("Increase", "GreaterThan", 60), rule("Decrease", "LessThan", 20)],
            "recurrence": at(6),
        },
        {
            "name": "night",
            "capacity": {"minimum": "0", "maximum": "0", "default": "0"},
            "rules": [],
            "recurrence": at(21),
        },
    ],
    tags=TAGS,
)
azure.consumption.Budget(
    "search",
    budget_name="search",
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
            "contact_emails": ["search@example.com"],
        }
    },
)
