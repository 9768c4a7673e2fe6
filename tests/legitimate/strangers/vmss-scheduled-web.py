"""Web tier: a small scale set that shrinks outside of office hours.

Config: vmss:sshKey=ssh-rsa-AAAAexample
"""

import base64

import pulumi
import pulumi_azure_native as az

cfg = pulumi.Config("vmss")
ssh_key = cfg.require("sshKey")
CLOUD_INIT = "#cloud-config\npackages: [nginx]\nruncmd:\n  - systemctl enable --now nginx\n"

rg = az.resources.ResourceGroup("rg-web")
vnet = az.network.VirtualNetwork(
    "vnet-web", resource_group_name=rg.name, address_space=az.network.AddressSpaceArgs(address_prefixes=["10.2.0.0/16"])
)
subnet = az.network.Subnet(
    "web", resource_group_name=rg.name, virtual_network_name=vnet.name, address_prefix="10.2.0.0/24"
)
ip = az.network.PublicIPAddress(
    "pip-web",
    resource_group_name=rg.name,
    public_ip_allocation_method="Static",
    sku=az.network.PublicIPAddressSkuArgs(name="Standard"),
)
lb_id = pulumi.Output.concat(rg.id, "/providers/Microsoft.Network/loadBalancers/lb-web")
lb = az.network.LoadBalancer(
    "lb-web",
    load_balancer_name="lb-web",
    resource_group_name=rg.name,
    sku=az.network.LoadBalancerSkuArgs(name="Standard"),
    frontend_ip_configurations=[
        az.network.FrontendIPConfigurationArgs(name="fe", public_ip_address=az.network.PublicIPAddressArgs(id=ip.id))
    ],
    backend_address_pools=[az.network.BackendAddressPoolArgs(name="web")],
    probes=[
        az.network.ProbeArgs(
            name="http", protocol="Http", port=80, request_path="/", interval_in_seconds=15, number_of_probes=2
        )
    ],
    load_balancing_rules=[
        az.network.LoadBalancingRuleArgs(
            name="http",
            protocol="Tcp",
            frontend_port=80,
            backend_port=80,
            frontend_ip_configuration=az.network.SubResourceArgs(
                id=pulumi.Output.concat(lb_id, "/frontendIPConfigurations/fe")
            ),
            backend_address_pool=az.network.SubResourceArgs(id=pulumi.Output.concat(lb_id, "/backendAddressPools/web")),
            probe=az.network.SubResourceArgs(id=pulumi.Output.concat(lb_id, "/probes/http")),
        )
    ],
)

vmss = az.compute.VirtualMachineScaleSet(
    "vmss-web",
    resource_group_name=rg.name,
    sku=az.compute.SkuArgs(name="Standard_B2s", tier="Standard", capacity=2),
    upgrade_policy=az.compute.UpgradePolicyArgs(mode="Automatic"),
    overprovision=False,
    virtual_machine_profile=az.compute.VirtualMachineScaleSetVMProfileArgs(
        os_profile=az.compute.VirtualMachineScaleSetOSProfileArgs(
            computer_name_prefix="web",
            admin_username="ops",
            custom_data=base64.b64encode(CLOUD_INIT.encode()).decode(),
            linux_configuration=az.compute.LinuxConfigurationArgs(
                disable_password_authentication=True,
                ssh=az.compute.SshConfigurationArgs(
                    public_keys=[az.compute.SshPublicKeyArgs(path="/home/ops/.ssh/authorized_keys", key_data=ssh_key)]
                ),
            ),
        ),
        storage_profile=az.compute.VirtualMachineScaleSetStorageProfileArgs(
            image_reference=az.compute.ImageReferenceArgs(
                publisher="Canonical", offer="ubuntu-24_04-lts", sku="server", version="latest"
            ),
            os_disk=az.compute.VirtualMachineScaleSetOSDiskArgs(create_option="FromImage", caching="ReadWrite"),
        ),
        network_profile=az.compute.VirtualMachineScaleSetNetworkProfileArgs(
            network_interface_configurations=[
                az.compute.VirtualMachineScaleSetNetworkConfigurationArgs(
                    name="nic",
                    primary=True,
                    ip_configurations=[
                        az.compute.VirtualMachineScaleSetIPConfigurationArgs(
                            name="ip",
                            subnet=az.compute.ApiEntityReferenceArgs(id=subnet.id),
                            load_balancer_backend_address_pools=[
                                az.compute.SubResourceArgs(id=pulumi.Output.concat(lb_id, "/backendAddressPools/web"))
                            ],
                        )
                    ],
                )
            ]
        ),
    ),
    opts=pulumi.ResourceOptions(depends_on=[lb]),
)


def every_day_at(hour):
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return az.monitor.RecurrenceArgs(
        frequency="Week",
        schedule=az.monitor.RecurrentScheduleArgs(
            time_zone="Eastern Standard Time", days=days, hours=[hour], minutes=[0]
        ),
    )


def profile(name, low, high, recurrence=None):
    return az.monitor.AutoscaleProfileArgs(
        name=name,
        rules=[],
        recurrence=recurrence,
        capacity=az.monitor.ScaleCapacityArgs(minimum=str(low), maximum=str(high), default=str(low)),
    )


az.monitor.AutoscaleSetting(
    "web",
    resource_group_name=rg.name,
    enabled=True,
    target_resource_uri=vmss.id,
    profiles=[
        profile("default", 2, 4),
        profile('{"name":"default","for":"night"}', 2, 4, every_day_at(7)),
        profile("night", 1, 1, every_day_at(20)),
    ],
)
pulumi.export("ip", ip.ip_address)
