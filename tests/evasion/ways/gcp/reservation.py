"""A reservation without an end: nothing runs in it, and it bills.

Answer: oversized-instance fail held
Answer: idle-capable-reservation fail held
"""

import pulumi_gcp as gcp

gcp.compute.Reservation(
    "held",
    zone="us-central1-a",
    specific_reservation={"count": 1, "instance_properties": {"machine_type": "a3-highgpu-8g"}},
)
