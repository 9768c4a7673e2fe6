"""A reservation without an end: nothing runs in it, and it bills.

Answer: oversized-instance fail held
Answer: idle-capable-reservation fail held
"""

import pulumi_aws as aws

aws.ec2.CapacityReservation(
    "held",
    instance_type="p5.48xlarge",
    instance_platform="Linux/UNIX",
    availability_zone="us-east-1a",
    instance_count=1,
)
