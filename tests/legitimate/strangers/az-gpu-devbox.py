"""A development machine with one T4 that is shut down every evening."""

import base64
from pathlib import Path

import pulumi
from pulumi_azure_native import compute, devtestlab, network, resources

config = pulumi.Config()
user = config.get("user") or "marta"
key_file = Path.home() / ".ssh" / "devbox.pub"
public_key = (
    key_file.read_text() if key_file.exists() else "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDev0box0not0real devbox"
)
office = config.get("officeCidr") or "203.0.113.0/28"

group = resources.ResourceGroup("devbox", location="eastus", tags={"owner": user, "costs": "0.53 USD an hour"})
nsg = network.NetworkSecurityGroup(
    "devbox",
    resource_group_name=group.name,
    location=group.location,
    security_rules=[
        {
            "name": "ssh",
            "priority": 100,
            "direction": "Inbound",
            "access": "Allow",
            "protocol": "Tcp",
            "source_address_prefix": office,
            "source_port_range": "*",
            "destination_address_prefix": "*",
            "destination_port_range": "22",
        }
    ],
)
vnet = network.VirtualNetwork(
    "devbox",
    resource_group_name=group.name,
    location=group.location,
    address_space={"address_prefixes": ["10.200.0.0/24"]},
    subnets=[{"name": "default", "address_prefix": "10.200.0.0/26", "network_security_group": {"id": nsg.id}}],
)
ip = network.PublicIPAddress(
    "devbox",
    resource_group_name=group.name,
    location=group.location,
    sku={"name": "Standard"},
    public_ip_allocation_method="Static",
)
nic = network.NetworkInterface(
    "devbox",
    resource_group_name=group.name,
    location=group.location,
    ip_configurations=[
        {
            "name": "ip",
            "subnet": {"id": vnet.id.apply(lambda v: f"{v}/subnets/default")},
            "public_ip_address": {"id": ip.id},
        }
    ],
)

cloud_init = """#cloud-config
package_update: true
packages: [build-essential, git, tmux, python3-venv]
runcmd:
- [sh, -c, "apt-get install -y ubuntu-drivers-common && ubuntu-drivers install --gpgpu"]
"""
vm = compute.VirtualMachine(
    "devbox",
    vm_name=f"devbox-{user}",
    resource_group_name=group.name,
    location=group.location,
    hardware_profile=compute.HardwareProfileArgs(vm_size="Standard_NC4as_T4_v3"),
    network_profile={"network_interfaces": [{"id": nic.id, "primary": True}]},
    os_profile={
        "computer_name": "devbox",
        "admin_username": user,
        "custom_data": base64.b64encode(cloud_init.encode()).decode(),
        "linux_configuration": {
            "disable_password_authentication": True,
            "ssh": {"public_keys": [{"path": f"/home/{user}/.ssh/authorized_keys", "key_data": public_key}]},
        },
    },
    storage_profile={
        "image_reference": {
            "publisher": "Canonical",
            "offer": "ubuntu-24_04-lts",
            "sku": "server",
            "version": "latest",
        },
        "os_disk": {
            "create_option": "FromImage",
            "disk_size_gb": 128,
            "delete_option": "Delete",
            "managed_disk": {"storage_account_type": "Premium_LRS"},
        },
        "data_disks": [
            {
                "lun": 0,
                "create_option": "Empty",
                "disk_size_gb": 256,
                "managed_disk": {"storage_account_type": "StandardSSD_LRS"},
            }
        ],
    },
)
devtestlab.GlobalSchedule(
    "shutdown",
    name=vm.name.apply(lambda n: f"shutdown-computevm-{n}"),
    resource_group_name=group.name,
    location=group.location,
    status="Enabled",
    task_type="ComputeVmShutdownTask",
    daily_recurrence={"time": "1930"},
    time_zone_id="Central European Standard Time",
    target_resource_id=vm.id,
    notification_settings={"status": "Disabled", "time_in_minutes": 30},
)
pulumi.export("ip", ip.ip_address)
