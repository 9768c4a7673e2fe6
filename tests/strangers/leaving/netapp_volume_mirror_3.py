"""Azure NetApp Files volume mirrored to Iowa for disaster recovery.

The NetApp volume in centralus is a DataProtection destination that replicates the genomes volume from eastus every hour.
"""

import pulumi_azure_native as azure

NET = (
    "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/net/providers/Microsoft.Network/virtualNetworks"
)


def pool(label, location):
    rg = azure.resources.ResourceGroup(f"anf-{label}", location=location)
    account = azure.netapp.Account(
        f"anf-{label}", account_name=f"anf-{label}", resource_group_name=rg.name, location=location
    )
    capacity = azure.netapp.CapacityPool(
        f"pool-{label}",
        pool_name="premium",
        account_name=account.name,
        resource_group_name=rg.name,
        location=location,
        service_level="Premium",
        size=8796093022208,
    )
    return {
        "resource_group_name": rg.name,
        "account_name": account.name,
        "pool_name": capacity.name.apply(lambda n: n.split("/")[-1]),
        "location": location,
    }


genomes = azure.netapp.CapacityPoolVolume(
    "genomes",
    **pool("east", "eastus"),
    volume_name="genomes",
    creation_token="genomes",
    service_level="Premium",
    usage_threshold=6597069766656,
    protocol_types=["NFSv4.1"],
    subnet_id=f"{NET}/east/subnets/anf",
)
azure.netapp.CapacityPoolVolume(
    "genomes-mirror",
    **pool("central", "centralus"),
    volume_name="genomes-mirror",
    creation_token="genomes-mirror",
    service_level="Premium",
    usage_threshold=6597069766656,
    protocol_types=["NFSv4.1"],
    volume_type="DataProtection",
    subnet_id=f"{NET}/central/subnets/anf",
    data_protection={
        "replication": {
            "endpoint_type": "dst",
            "remote_volume_resource_id": genomes.id,
            "remote_volume_region": "eastus",
            "replication_schedule": "hourly",
        }
    },
)
