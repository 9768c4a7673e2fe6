"""What a team has on Azure: a group, a network, a spot scale set, an account with its rules, a machine and its disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .shapes import Item, Ref

IMAGE = {"publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}


def team(number: int) -> Iterator[Item]:
    """The resources of one team."""
    group = f"az-group-{number}"
    tags = {"owner": f"team-{number}", "cost-center": f"ml-{number:04}", "purpose": "development"}
    place = {"resourceGroupName": Ref(group, "name"), "location": "eastus", "tags": tags}
    rm_place = {"resource_group_name": Ref(group, "name"), "location": "eastus", "tags": tags}
    yield Item(
        token="azure-native:resources:ResourceGroup",
        block="azurerm_resource_group",
        name=group,
        inputs={"resourceGroupName": group, "location": "eastus", "tags": tags},
        terraform={"name": group, "location": "eastus", "tags": tags},
    )
    yield from _network(number, place, rm_place)
    yield from _data(number, place, rm_place)
    yield from _pool(number, place, rm_place)
    yield from _disk(number, place, rm_place)


def _network(number: int, place: Mapping[str, Any], rm_place: Mapping[str, Any]) -> Iterator[Item]:
    network = f"az-network-{number}"
    yield Item(
        token="azure-native:network:VirtualNetwork",
        block="azurerm_virtual_network",
        name=network,
        inputs={
            **place,
            "virtualNetworkName": network,
            "addressSpace": {"addressPrefixes": ["10.80.0.0/16"]},
        },
        terraform={**rm_place, "name": network, "address_space": ["10.80.0.0/16"]},
    )
    group, where = place["resourceGroupName"], {"subnetName": "nodes", "virtualNetworkName": Ref(network, "name")}
    yield Item(
        token="azure-native:network:Subnet",
        block="azurerm_subnet",
        name=f"az-subnet-{number}",
        inputs={**where, "resourceGroupName": group, "addressPrefix": "10.80.0.0/20"},
        terraform={
            "name": "nodes",
            "resource_group_name": group,
            "virtual_network_name": Ref(network, "name"),
            "address_prefixes": ["10.80.0.0/20"],
        },
    )
    rule = {"priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "*"}
    yield Item(
        token="azure-native:network:NetworkSecurityGroup",
        block="azurerm_network_security_group",
        name=f"az-closed-{number}",
        inputs={
            **place,
            "securityRules": [
                {**rule, "name": "closed", "sourceAddressPrefix": "*", "sourcePortRange": "*"}
                | {"destinationAddressPrefix": "*", "destinationPortRange": "*"}
            ],
        },
        terraform={
            **rm_place,
            "name": f"closed-{number}",
            "security_rule": [
                {**rule, "name": "closed", "source_address_prefix": "*", "source_port_range": "*"}
                | {"destination_address_prefix": "*", "destination_port_range": "*"}
            ],
        },
    )


def _data(number: int, place: Mapping[str, Any], rm_place: Mapping[str, Any]) -> Iterator[Item]:
    account = f"az-data-{number}"
    yield Item(
        token="azure-native:storage:StorageAccount",
        block="azurerm_storage_account",
        name=account,
        inputs={
            **place,
            "accountName": f"acmedata{number}",
            "kind": "StorageV2",
            "sku": {"name": "Standard_LRS"},
            "accessTier": "Hot",
            "allowBlobPublicAccess": False,
            "minimumTlsVersion": "TLS1_2",
        },
        terraform={
            **rm_place,
            "name": f"acmedata{number}",
            "account_kind": "StorageV2",
            "account_tier": "Standard",
            "account_replication_type": "LRS",
            "access_tier": "Hot",
            "allow_nested_items_to_be_public": False,
            "min_tls_version": "TLS1_2",
        },
    )
    yield Item(
        token="azure-native:storage:ManagementPolicy",
        block="azurerm_storage_management_policy",
        name=f"{account}-rules",
        inputs={
            "accountName": Ref(account, "name"),
            "resourceGroupName": place["resourceGroupName"],
            "managementPolicyName": "default",
            "policy": {
                "rules": [
                    {
                        "name": "old",
                        "enabled": True,
                        "type": "Lifecycle",
                        "definition": {
                            "filters": {"blobTypes": ["blockBlob"]},
                            "actions": {"baseBlob": {"delete": {"daysAfterModificationGreaterThan": 60}}},
                        },
                    }
                ]
            },
        },
        terraform={
            "storage_account_id": Ref(account),
            "rule": [
                {
                    "name": "old",
                    "enabled": True,
                    "filters": {"blob_types": ["blockBlob"]},
                    "actions": {"base_blob": {"delete_after_days_since_modification_greater_than": 60}},
                }
            ],
        },
    )


def _pool(number: int, place: Mapping[str, Any], rm_place: Mapping[str, Any]) -> Iterator[Item]:
    pool = f"az-pool-{number}"
    size = ("Standard_NC4as_T4_v3", "Standard_NV36ads_A10_v5", "Standard_D8s_v5")[number % 3]
    yield Item(
        token="azure-native:compute:VirtualMachineScaleSet",
        block="azurerm_linux_virtual_machine_scale_set",
        name=pool,
        inputs={
            **place,
            "vmScaleSetName": pool,
            "orchestrationMode": "Flexible",
            "platformFaultDomainCount": 1,
            "singlePlacementGroup": False,
            "sku": {"name": size, "capacity": 1 + number % 3, "tier": "Standard"},
            "virtualMachineProfile": {
                "priority": "Spot",
                "evictionPolicy": "Delete",
                "billingProfile": {"maxPrice": -1},
                "osProfile": {
                    "computerNamePrefix": "node",
                    "adminUsername": "ops",
                    "linuxConfiguration": {"disablePasswordAuthentication": True},
                },
                "storageProfile": {
                    "imageReference": IMAGE,
                    "osDisk": {
                        "createOption": "FromImage",
                        "deleteOption": "Delete",
                        "diskSizeGB": 128,
                        "managedDisk": {"storageAccountType": "Premium_LRS"},
                    },
                },
                "networkProfile": {
                    "networkApiVersion": "2020-11-01",
                    "networkInterfaceConfigurations": [
                        {
                            "name": "nic",
                            "primary": True,
                            "ipConfigurations": [{"name": "ip", "subnet": {"id": Ref(f"az-subnet-{number}")}}],
                        }
                    ],
                },
            },
        },
        terraform={
            **rm_place,
            "name": pool,
            "sku": size,
            "instances": 1 + number % 3,
            "priority": "Spot",
            "eviction_policy": "Delete",
            "max_bid_price": -1,
            "admin_username": "ops",
            "disable_password_authentication": True,
            "single_placement_group": False,
            "source_image_reference": IMAGE,
            "os_disk": {"caching": "ReadWrite", "disk_size_gb": 128, "storage_account_type": "Premium_LRS"},
            "network_interface": [
                {
                    "name": "nic",
                    "primary": True,
                    "ip_configuration": [{"name": "ip", "primary": True, "subnet_id": Ref(f"az-subnet-{number}")}],
                }
            ],
        },
    )


def _disk(number: int, place: Mapping[str, Any], rm_place: Mapping[str, Any]) -> Iterator[Item]:
    yield Item(
        token="azure-native:compute:Disk",
        block="azurerm_managed_disk",
        name=f"az-scratch-{number}",
        inputs={
            **place,
            "diskName": f"scratch-{number}",
            "diskSizeGB": 256,
            "sku": {"name": "StandardSSD_LRS"},
            "creationData": {"createOption": "Empty"},
        },
        terraform={
            **rm_place,
            "name": f"scratch-{number}",
            "disk_size_gb": 256,
            "storage_account_type": "StandardSSD_LRS",
            "create_option": "Empty",
        },
    )
