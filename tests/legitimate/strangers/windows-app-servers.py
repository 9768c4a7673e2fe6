"""Two Windows application servers for the dispatch software, shut down at night.

Config: winapp:adminPassword=Sup3r-Secret-Pw
"""

import pulumi
import pulumi_azure_native as az

password = pulumi.Config("winapp").require_secret("adminPassword")
rg = az.resources.ResourceGroup("rg-dispatch", location="eastus2")

nsg = az.network.NetworkSecurityGroup(
    "nsg-dispatch",
    resource_group_name=rg.name,
    location=rg.location,
    security_rules=[
        az.network.SecurityRuleArgs(
            name=name,
            priority=priority,
            direction="Inbound",
            access="Allow",
            protocol="Tcp",
            source_port_range="*",
            source_address_prefix=source,
            destination_address_prefix="*",
            destination_port_range=port,
        )
        for name, priority, source, port in [("rdp", 100, "203.0.113.0/28", "3389"), ("https", 110, "Internet", "443")]
    ],
)
vnet = az.network.VirtualNetwork(
    "vnet-dispatch",
    resource_group_name=rg.name,
    location=rg.location,
    address_space=az.network.AddressSpaceArgs(address_prefixes=["10.90.0.0/16"]),
    subnets=[
        az.network.SubnetArgs(
            name="apps",
            address_prefix="10.90.1.0/24",
            network_security_group=az.network.NetworkSecurityGroupArgs(id=nsg.id),
        )
    ],
)

for n in (1, 2):
    ip = az.network.PublicIPAddress(
        f"pip-dispatch{n}",
        resource_group_name=rg.name,
        location=rg.location,
        sku=az.network.PublicIPAddressSkuArgs(name="Standard"),
        public_ip_allocation_method="Static",
    )
    nic = az.network.NetworkInterface(
        f"nic-dispatch{n}",
        resource_group_name=rg.name,
        location=rg.location,
        ip_configurations=[
            az.network.NetworkInterfaceIPConfigurationArgs(
                name="primary",
                subnet=az.network.SubnetArgs(id=vnet.subnets.apply(lambda s: s[0].id if s else None)),
                public_ip_address=az.network.PublicIPAddressArgs(id=ip.id),
            )
        ],
    )
    vm = az.compute.VirtualMachine(
        f"dispatch{n}",
        vm_name=f"dispatch{n}",
        resource_group_name=rg.name,
        location=rg.location,
        zones=[str(n)],
        hardware_profile=az.compute.HardwareProfileArgs(vm_size="standard_d4s_v5"),
        os_profile=az.compute.OSProfileArgs(
            computer_name=f"dispatch{n}", admin_username="dispatchadmin", admin_password=password
        ),
        license_type="Windows_Server",
        storage_profile=az.compute.StorageProfileArgs(
            image_reference=az.compute.ImageReferenceArgs(
                publisher="MicrosoftWindowsServer",
                offer="WindowsServer",
                sku="2022-datacenter-azure-edition",
                version="latest",
            ),
            os_disk=az.compute.OSDiskArgs(
                create_option="FromImage",
                disk_size_gb=128,
                managed_disk=az.compute.ManagedDiskParametersArgs(storage_account_type="StandardSSD_LRS"),
            ),
        ),
        network_profile=az.compute.NetworkProfileArgs(
            network_interfaces=[az.compute.NetworkInterfaceReferenceArgs(id=nic.id, primary=True)]
        ),
    )
    az.devtestlab.GlobalSchedule(
        f"shutdown-dispatch{n}",
        name=f"shutdown-computevm-dispatch{n}",
        resource_group_name=rg.name,
        location=rg.location,
        status="Enabled",
        task_type="ComputeVmShutdownTask",
        time_zone_id="Eastern Standard Time",
        daily_recurrence=az.devtestlab.DayDetailsArgs(time="2000"),
        target_resource_id=vm.id,
    )
    pulumi.export(f"ip{n}", ip.ip_address)
