"""Windows server of the accounts department with evening shutdown and backups."""

import pulumi
import pulumi_azure_native as azure

password = pulumi.Config().get_secret("adminPassword") or pulumi.Output.secret("Accounts#2026")
group = azure.resources.ResourceGroup("accounts")
net = pulumi.StackReference("vision/hub/dev")
nic = azure.network.NetworkInterface(
    "accounts",
    resource_group_name=group.name,
    ip_configurations=[
        {"name": "ip", "subnet": {"id": net.get_output("office_subnet")}, "private_ip_allocation_method": "Dynamic"}
    ],
)
vm = azure.compute.VirtualMachine(
    "accounts",
    resource_group_name=group.name,
    hardware_profile={"vm_size": "Standard_D4s_v5"},
    os_profile={
        "computer_name": "accounts",
        "admin_username": "accounts",
        "admin_password": password,
        "windows_configuration": {"enable_automatic_updates": True, "time_zone": "Eastern Standard Time"},
    },
    storage_profile={
        "image_reference": {
            "publisher": "MicrosoftWindowsServer",
            "offer": "WindowsServer",
            "sku": "2022-datacenter-azure-edition",
            "version": "latest",
        },
        "os_disk": {"create_option": "FromImage", "managed_disk": {"storage_account_type": "StandardSSD_LRS"}},
        "data_disks": [
            {
                "lun": 0,
                "create_option": "Empty",
                "disk_size_gb": 256,
                "managed_disk": {"storage_account_type": "StandardSSD_LRS"},
            }
        ],
    },
    network_profile={"network_interfaces": [{"id": nic.id, "primary": True}]},
)
azure.devtestlab.GlobalSchedule(
    "evening",
    resource_group_name=group.name,
    name=vm.name.apply(lambda n: f"shutdown-computevm-{n}"),
    status="Enabled",
    task_type="ComputeVmShutdownTask",
    daily_recurrence={"time": "2000"},
    time_zone_id="Eastern Standard Time",
    target_resource_id=vm.id,
)
vault = azure.recoveryservices.Vault(
    "accounts",
    resource_group_name=group.name,
    sku={"name": "RS0", "tier": "Standard"},
    properties={
        "public_network_access": "Disabled",
        "redundancy_settings": {"standard_tier_storage_redundancy": "LocallyRedundant"},
    },
)
pulumi.export("vm", vm.name)
pulumi.export("vault", vault.name)
