"""Spring capacity booked ahead.

A submitted future reservation of 8 a4-highgpu-8g (64 B200) for 60 days.
"""

import pulumi
import pulumi_gcp as gcp

HOURS = 3600

booking = gcp.compute.FutureReservation(
    "spring",
    name="spring-a4",
    zone="us-central1-b",
    planning_status="SUBMITTED",
    auto_delete_auto_created_reservations=True,
    specific_reservation_required=True,
    specific_sku_properties={
        "total_count": "8",
        "instance_properties": {"machine_type": "a4-highgpu-8g"},
    },
    time_window={
        "start_time": "2026-04-01T00:00:00Z",
        "duration": {"seconds": str(60 * 24 * HOURS)},
    },
)

pulumi.export("booking", booking.id)
