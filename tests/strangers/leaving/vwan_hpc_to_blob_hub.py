"""One Virtual WAN: the HPC nodes in Texas mount the NFS share that lives in Amsterdam.

HPC nodes in a South Central US virtual network read the simulation inputs from NFS storage in the West Europe virtual network
through two peered Virtual WAN hubs (hub-to-hub traffic).
"""

import base64

import pulumi
from pulumi_azure_native import compute, network, resources, storage

rg = resources.ResourceGroup("sim")
wan = network.VirtualWan(
    "sim", resource_group_name=rg.name, location="eastus", type="Standard", allow_branch_to_branch_traffic=True
)


def site(name, location, hub_prefix, vnet_prefix):
    hub = network.VirtualHub(
        f"{name}-hub",
        resource_group_name=rg.name,
        location=location,
        address_prefix=hub_prefix,
        sku="Standard",
        virtual_wan={"id": wan.id},
    )
    vnet = network.VirtualNetwork(
        f"{name}-vnet",
        resource_group_name=rg.name,
        location=location,
        address_space={"address_prefixes": [vnet_prefix]},
        subnets=[{"name": "nodes", "address_prefix": vnet_prefix}],
    )
    network.HubVirtualNetworkConnection(
        f"{name}-to-hub", resource_group_name=rg.name, virtual_hub_name=hub.name, remote_virtual_network={"id": vnet.id}
    )
    return vnet


hpc = site("hpc", "southcentralus", "10.1.0.0/23", "10.10.0.0/16")
data = site("data", "westeurope", "10.2.0.0/23", "10.20.0.0/16")

nfs = storage.StorageAccount(
    "simnfs",
    account_name="simnfswe",
    resource_group_name=rg.name,
    location="westeurope",
    kind="FileStorage",
    sku={"name": "Premium_LRS"},
    enable_https_traffic_only=False,
)
storage.FileShare(
    "inputs",
    resource_group_name=rg.name,
    account_name=nfs.name,
    share_name="inputs",
    share_quota=102400,
    enabled_protocols="NFS",
)
network.PrivateEndpoint(
    "simnfs",
    resource_group_name=rg.name,
    location="westeurope",
    subnet={"id": pulumi.Output.concat(data.id, "/subnets/nodes")},
    private_link_service_connections=[{"name": "file", "private_link_service_id": nfs.id, "group_ids": ["file"]}],
)

CLOUD_INIT = """#cloud-config
mounts:
  - [ "simnfswe.file.core.windows.net:/simnfswe/inputs", /inputs, nfs, "vers=4,minorversion=1,sec=sys" ]
"""
compute.VirtualMachineScaleSet(
    "hpc-nodes",
    resource_group_name=rg.name,
    location="southcentralus",
    sku={"name": "Standard_HB176rs_v4", "capacity": 64},
    upgrade_policy={"mode": "Manual"},
    virtual_machine_profile={
        "os_profile": {
            "computer_name_prefix": "hpc",
            "admin_username": "ops",
            "admin_password": "Unset-Passw0rd",
            "custom_data": base64.b64encode(CLOUD_INIT.encode()).decode(),
        },
        "storage_profile": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            }
        },
        "network_profile": {
            "network_interface_configurations": [
                {
                    "name": "nic",
                    "primary": True,
                    "ip_configurations": [
                        {"name": "ip", "subnet": {"id": pulumi.Output.concat(hpc.id, "/subnets/nodes")}}
                    ],
                }
            ]
        },
    },
)
