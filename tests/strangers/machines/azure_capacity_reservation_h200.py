"""Capacity kept for the inference launch.

Capacity reservations of 5 Standard_ND96isr_H200_v5 in each of two zones (80 H200), billed whether used or not.
"""

import pulumi
from pulumi_azure_native import compute

RG = "launch-capacity"

group = compute.CapacityReservationGroup(
    "launch", resource_group_name=RG, capacity_reservation_group_name="launch", zones=["1", "2"]
)

for zone in pulumi.Config().get_object("zones") or ["1", "2"]:
    compute.CapacityReservation(
        f"h200-z{zone}",
        resource_group_name=RG,
        capacity_reservation_group_name=group.name,
        capacity_reservation_name=f"h200-z{zone}",
        sku=compute.SkuArgs(name="Standard_ND96isr_H200_v5", capacity=5),
        zones=[zone],
    )
