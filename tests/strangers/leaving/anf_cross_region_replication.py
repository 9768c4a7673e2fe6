"""Azure NetApp Files: seismic volume and its cross-region replica.

The 90 TB NetApp Files volume with seismic data in East US is replicated daily to a data-protection volume in Canada Central (ANF
cross-region replication).
"""

from pulumi_azure_native import netapp, resources

rg = resources.ResourceGroup("seismic")
SUBNET = "/subscriptions/0000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/{0}/subnets/anf"
TIB = 1024**4


def pool(site, location):
    account = netapp.Account(f"anf-{site}", resource_group_name=rg.name, location=location)
    p = netapp.CapacityPool(
        f"pool-{site}",
        resource_group_name=rg.name,
        account_name=account.name,
        location=location,
        size=100 * TIB,
        service_level="Premium",
    )
    return account, p


acc_us, pool_us = pool("us", "eastus")
acc_ca, pool_ca = pool("ca", "canadacentral")

src = netapp.CapacityPoolVolume(
    "seismic",
    resource_group_name=rg.name,
    account_name=acc_us.name,
    pool_name=pool_us.name,
    location="eastus",
    creation_token="seismic",
    usage_threshold=90 * TIB,
    subnet_id=SUBNET.format("hub-eastus"),
    protocol_types=["NFSv4.1"],
    service_level="Premium",
)

netapp.CapacityPoolVolume(
    "seismic-dr",
    resource_group_name=rg.name,
    account_name=acc_ca.name,
    pool_name=pool_ca.name,
    location="canadacentral",
    creation_token="seismic-dr",
    usage_threshold=90 * TIB,
    subnet_id=SUBNET.format("hub-canadacentral"),
    protocol_types=["NFSv4.1"],
    service_level="Premium",
    volume_type="DataProtection",
    data_protection={
        "replication": {
            "endpoint_type": "dst",
            "replication_schedule": "daily",
            "remote_volume_resource_id": src.id,
            "remote_volume_region": "eastus",
        }
    },
)
