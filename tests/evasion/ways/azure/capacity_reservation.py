"""A reservation in a group of them, which has no end.

Answer: oversized-instance fail held
Answer: idle-capable-reservation fail held
"""

import pulumi_azure_native as azure

group = azure.compute.CapacityReservationGroup("group", resource_group_name="team")
azure.compute.CapacityReservation(
    "held",
    resource_group_name="team",
    capacity_reservation_group_name=group.name,
    sku={"name": "Standard_ND96isr_H100_v5", "capacity": 1},
)
