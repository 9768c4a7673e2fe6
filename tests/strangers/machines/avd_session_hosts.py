"""Azure Virtual Desktop for the geologists.

A loop makes 18 session hosts of Standard_NV36ads_A10_v5 (a whole A10 each) that run always.
"""

import pulumi
from pulumi_azure_native import compute, network, resources
from pulumi_azure_native import desktopvirtualization as avd

rg = resources.ResourceGroup("geo-desktops")
SUBNET = "/subscriptions/0000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/avd"
HOSTS = 18

pool = avd.HostPool(
    "geo",
    resource_group_name=rg.name,
    host_pool_name="geo",
    host_pool_type="Pooled",
    load_balancer_type="BreadthFirst",
    preferred_app_group_type="Desktop",
    max_session_limit=6,
    start_vm_on_connect=False,
)

for i in range(HOSTS):
    nic = network.NetworkInterface(
        f"geo-{i}",
        resource_group_name=rg.name,
        ip_configurations=[{"name": "ip", "subnet": {"id": SUBNET}}],
    )
    compute.VirtualMachine(
        f"geo-host-{i}",
        resource_group_name=rg.name,
        hardware_profile={"vm_size": "Standard_NV36ads_A10_v5"},
        license_type="Windows_Client",
        network_profile={"network_interfaces": [{"id": nic.id}]},
        os_profile={
            "computer_name": f"geo-{i}",
            "admin_username": "geo",
            "admin_password": pulumi.Output.secret("Replace-me-42!"),
        },
        storage_profile={
            "image_reference": {
                "publisher": "MicrosoftWindowsDesktop",
                "offer": "windows-11",
                "sku": "win11-24h2-avd",
                "version": "latest",
            },
            "os_disk": {"create_option": "FromImage", "managed_disk": {"storage_account_type": "Premium_LRS"}},
        },
    )

pulumi.export("host_pool", pool.name)
