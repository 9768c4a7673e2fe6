"""Remote CAD desktop on a fractional A10, for one engineer.

Config: cad:password=Cad-Passw0rd-7
"""

import pulumi
import pulumi_azure_native as az

password = pulumi.Config("cad").require_secret("password")
LOCATION = "South Central US"

rg = az.resources.ResourceGroup("rg-cad", location=LOCATION)
net = az.network.VirtualNetwork(
    "vnet-cad", resource_group_name=rg.name, location=LOCATION, address_space={"address_prefixes": ["10.77.0.0/24"]}
)
subnet = az.network.Subnet(
    "desktops", resource_group_name=rg.name, virtual_network_name=net.name, address_prefix="10.77.0.0/26"
)
nic = az.network.NetworkInterface(
    "nic-cad",
    resource_group_name=rg.name,
    location=LOCATION,
    enable_accelerated_networking=True,
    ip_configurations=[{"name": "ip", "subnet": {"id": subnet.id}}],
)
vm = az.compute.VirtualMachine(
    "cad1",
    vm_name="cad1",
    resource_group_name=rg.name,
    location=LOCATION,
    hardware_profile={"vm_size": "Standard_NV6ads_A10_v5"},
    license_type="Windows_Client",
    os_profile={
        "computer_name": "cad1",
        "admin_username": "caduser",
        "admin_password": password,
        "windows_configuration": {"enable_automatic_updates": True, "time_zone": "Central Standard Time"},
    },
    storage_profile={
        "image_reference": {
            "publisher": "MicrosoftWindowsDesktop",
            "offer": "windows-11",
            "sku": "win11-23h2-ent",
            "version": "latest",
        },
        "os_disk": {
            "create_option": "FromImage",
            "managed_disk": {"storage_account_type": "Premium_LRS"},
            "disk_size_gb": 256,
        },
        "data_disks": [
            {
                "lun": 0,
                "create_option": "Empty",
                "disk_size_gb": 512,
                "managed_disk": {"storage_account_type": "StandardSSD_LRS"},
            }
        ],
    },
    network_profile={"network_interfaces": [{"id": nic.id, "primary": True}]},
    security_profile={
        "security_type": "TrustedLaunch",
        "uefi_settings": {"secure_boot_enabled": True, "v_tpm_enabled": True},
    },
)
az.compute.VirtualMachineExtension(
    "gpu-driver",
    resource_group_name=rg.name,
    location=LOCATION,
    vm_name=vm.name,
    vm_extension_name="NvidiaGpuDriverWindows",
    publisher="Microsoft.HpcCompute",
    type="NvidiaGpuDriverWindows",
    type_handler_version="1.9",
    auto_upgrade_minor_version=True,
)
az.devtestlab.GlobalSchedule(
    "shutdown",
    name="shutdown-computevm-cad1",
    resource_group_name=rg.name,
    location=LOCATION,
    status="Enabled",
    task_type="ComputeVmShutdownTask",
    daily_recurrence={"time": "1900"},
    time_zone_id="Central Standard Time",
    target_resource_id=vm.id,
    notification_settings={"status": "Disabled", "time_in_minutes": 30},
)
pulumi.export("vm", vm.name)
