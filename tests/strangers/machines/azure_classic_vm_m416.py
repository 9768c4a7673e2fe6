"""Bridge database on the classic Azure provider.

A Standard_M416ms_v2 (416 vCPU, 11.4 TB) from the classic provider, about 75,000 $ a month.
"""

import pulumi

rg = pulumi.CustomResource(
    "azure:core/resourceGroup:ResourceGroup", "bridge", {"name": "bridge", "location": "West Europe"}
)

nic = pulumi.CustomResource(
    "azure:network/networkInterface:NetworkInterface",
    "bridge",
    {
        "resourceGroupName": "bridge",
        "location": "West Europe",
        "ipConfigurations": [
            {
                "name": "internal",
                "subnetId": "/subscriptions/0000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/db",
                "privateIpAddressAllocation": "Dynamic",
            }
        ],
    },
    pulumi.ResourceOptions(depends_on=[rg]),
)

vm = pulumi.CustomResource(
    "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
    "bridge-db",
    {
        "resourceGroupName": "bridge",
        "location": "West Europe",
        "size": "Standard_M416ms_v2",
        "adminUsername": "dba",
        "adminSshKeys": [{"username": "dba", "publicKey": "ssh-rsa AAAAB3NzaC1yc2E bridge"}],
        "networkInterfaceIds": [nic.id],
        "osDisk": {"caching": "ReadWrite", "storageAccountType": "Premium_LRS"},
        "sourceImageReference": {"publisher": "SUSE", "offer": "sles-sap-15-sp5", "sku": "gen2", "version": "latest"},
    },
)

pulumi.export("vm", vm.id)
