"""Azure NetApp Files: SAP volumes replicated to the paired site.

Azure NetApp Files replicates the 20 TiB HANA data volume every ten minutes from eastus to southcentralus.
"""

from pulumi_azure_native import netapp, resources

rg = resources.ResourceGroup("sap", location="eastus")
SITES = {"eastus": "10.1.4.0", "southcentralus": "10.9.4.0"}
TIB = 1024**4


def subnet(region):
    return (
        "/subscriptions/0000-1111/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/"
        f"sap-{region}/subnets/anf"
    )


def site(region):
    account = netapp.Account(
        f"anf-{region}", account_name=f"anf-{region}", location=region, resource_group_name=rg.name
    )
    pool = netapp.CapacityPool(
        f"pool-{region}",
        pool_name="premium",
        account_name=account.name,
        location=region,
        resource_group_name=rg.name,
        service_level="Premium",
        size=24 * TIB,
    )
    return account, pool


def volume(name, region, acct, pool, **extra):
    return netapp.CapacityPoolVolume(
        name,
        volume_name=name,
        account_name=acct.name,
        pool_name=pool.name.apply(lambda n: n.split("/")[-1]),
        resource_group_name=rg.name,
        location=region,
        creation_token=name,
        subnet_id=subnet(region),
        service_level="Premium",
        usage_threshold=20 * TIB,
        protocol_types=["NFSv4.1"],
        **extra,
    )


hana = volume("hana-data", "eastus", *site("eastus"))
volume(
    "hana-data-dr",
    "southcentralus",
    *site("southcentralus"),
    volume_type="DataProtection",
    data_protection={
        "replication": {
            "endpoint_type": "dst",
            "replication_schedule": "_10minutely",
            "remote_volume_resource_id": hana.id,
            "remote_volume_region": "eastus",
        }
    },
)
