"""Build agents on a Spot scale set: up to five in working hours, none otherwise."""

import base64

import pulumi
from pulumi_azure_native import compute, monitor, network, resources

config = pulumi.Config()
token = config.get_secret("azpToken") or pulumi.Output.secret("pat-not-real")
ssh_key = config.get("sshKey") or "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJt0not0a0real0key0000000000000000000000000 ci"
LOCATION = "eastus"

group = resources.ResourceGroup("ci", location=LOCATION)
vnet = network.VirtualNetwork(
    "ci", resource_group_name=group.name, location=LOCATION, address_space={"address_prefixes": ["10.9.0.0/22"]}
)
subnet = network.Subnet(
    "agents",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    subnet_name="agents",
    address_prefix="10.9.0.0/24",
)


def cloud_init(secret: str) -> str:
    return base64.b64encode(
        f"""#cloud-config
packages: [docker.io, jq]
write_files:
- path: /etc/azp.env
  permissions: '0600'
  content: |
    AZP_URL=https://dev.azure.com/planworks
    AZP_POOL=spot
    AZP_TOKEN={secret}
runcmd:
- [systemctl, enable, --now, docker]
- [docker, run, -d, --env-file, /etc/azp.env, ghcr.io/planworks/azp-agent:7]
""".encode()
    ).decode()


agents = compute.VirtualMachineScaleSet(
    "agents",
    vm_scale_set_name="ci-agents",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "Standard_D4as_v5", "tier": "Standard", "capacity": 1},
    orchestration_mode="Uniform",
    overprovision=False,
    single_placement_group=False,
    upgrade_policy={"mode": "Automatic"},
    virtual_machine_profile={
        "priority": "Spot",
        "eviction_policy": "Delete",
        "billing_profile": {"max_price": 0.1},
        "os_profile": {
            "computer_name_prefix": "agent",
            "admin_username": "ci",
            "custom_data": token.apply(cloud_init),
            "linux_configuration": {
                "disable_password_authentication": True,
                "ssh": {"public_keys": [{"path": "/home/ci/.ssh/authorized_keys", "key_data": ssh_key}]},
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
                "caching": "ReadOnly",
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


def profile(name: str, hour: int, size: int, maximum: int) -> dict:
    return {
        "name": name,
        "rules": [],
        "capacity": {"minimum": str(size), "maximum": str(maximum), "default": str(size)},
        "recurrence": {
            "frequency": "Week",
            "schedule": {
                "time_zone": "W. Europe Standard Time",
                "hours": [hour],
                "minutes": [0],
                "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            },
        },
    }


monitor.AutoscaleSetting(
    "agents",
    resource_group_name=group.name,
    location=LOCATION,
    enabled=True,
    target_resource_uri=agents.id,
    profiles=[profile("day", 7, 3, 5), profile("night", 19, 0, 0)],
)
pulumi.export("agents", agents.name)
