"""Fabric capacity of the group reporting.

A Fabric capacity F2048, about 270,000 $ a month; the number is computed as a power of two.
"""

import pulumi
from pulumi_azure_native import fabric

units = 2 ** (pulumi.Config().get_int("power") or 11)

capacity = fabric.FabricCapacity(
    "reporting",
    resource_group_name="reporting",
    capacity_name="groupreporting",
    sku=fabric.RpSkuArgs(name=f"F{units}", tier="Fabric"),
    administration=fabric.CapacityAdministrationArgs(members=["fabric-admins@example.com"]),
)

pulumi.export("capacity", capacity.name)
