"""Azure DevOps build agents on a small scale set."""

import base64

import pulumi
import pulumi_azure_native as azure

pat = pulumi.Config().get_secret("agentPat") or pulumi.Output.secret("pat-placeholder")
group = azure.resources.ResourceGroup("agents")
vnet = azure.network.VirtualNetwork(
    "agents", resource_group_name=group.name, address_space={"address_prefixes": ["10.70.0.0/24"]}
)
subnet = azure.network.Subnet(
    "agents", resource_group_name=group.name, virtual_network_name=vnet.name, address_prefix="10.70.0.0/25"
)
cloud_init = pat.apply(
    lambda p: base64.b64encode(
        f"#cloud-config\nruncmd:\n  - /opt/agent/config.sh --unattended --token {p} --pool linux\n".encode()
    ).decode()
)
agents = azure.compute.VirtualMachineScaleSet(
    "agents",
    resource_group_name=group.name,
    sku={"name": "Standard_D4s_v5", "tier": "Standard", "capacity": 1},
    overprovision=False,
    upgrade_policy={"mode": "Manual"},
    virtual_machine_profile={
        "os_profile": {
            "computer_name_prefix": "agent",
            "admin_username": "agent",
            "custom_data": cloud_init,
            "admin_password": pulumi.Output.secret("Agents-2026-x"),
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
                "managed_disk": {"storage_account_type": "StandardSSD_LRS"},
            },
        },
        "network_profile": {
            "network_interface_configurations": [
                {"name": "nic", "primary": True, "ip_configurations": [{"name": "ip", "subnet": {"id": subnet.id}}]}
            ]
        },
    },
)
azure.monitor.AutoscaleSetting(
    "agents",
    resource_group_name=group.name,
    target_resource_uri=agents.id,
    enabled=True,
    profiles=[
        {"name": "nights", "capacity": {"minimum": "0", "maximum": "1", "default": "0"}, "rules": []},
        {
            "name": "days",
            "capacity": {"minimum": "1", "maximum": "5", "default": "1"},
            "rules": [],
            "recurrence": {
                "frequency": "Week",
                "schedule": {
                    "time_zone": "Eastern Standard Time",
                    "hours": [7],
                    "minutes": [0],
                    "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
                },
            },
        },
    ],
)
pulumi.export("agents", agents.name)
