"""A reservation of the year after next, which bills from its first day.

Answer: oversized-instance fail held
"""

import pulumi_gcp as gcp

gcp.compute.FutureReservation(
    "held",
    zone="us-central1-a",
    time_window={"start_time": "2027-06-01T00:00:00Z", "duration": {"seconds": "2592000"}},
    specific_sku_properties={"total_count": "8", "instance_properties": {"machine_type": "a3-highgpu-8g"}},
)
