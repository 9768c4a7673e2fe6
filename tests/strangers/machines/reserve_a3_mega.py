"""Shared reservation for the training projects.

Reservations of 16 a3-megagpu-8g in two zones (128 H100), billed from the moment they exist.
"""

import pulumi_gcp as gcp

for zone, machines in [("us-central1-a", 4), ("us-central1-b", 12)]:
    gcp.compute.Reservation(
        f"a3-{zone}",
        name=f"a3-{zone}",
        zone=zone,
        specific_reservation_required=True,
        specific_reservation=gcp.compute.ReservationSpecificReservationArgs(
            count=machines,
            instance_properties=gcp.compute.ReservationSpecificReservationInstancePropertiesArgs(
                machine_type="a3-megagpu-8g",
            ),
        ),
        share_settings=gcp.compute.ReservationShareSettingsArgs(share_type="LOCAL"),
    )
