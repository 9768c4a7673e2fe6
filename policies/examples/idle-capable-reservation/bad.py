"""Two machines held for a launch, until somebody remembers them."""

import pulumi_aws as aws

aws.ec2.CapacityReservation(
    "idle-capable-reservation-launch",
    instance_type="g6.xlarge",
    instance_platform="Linux/UNIX",
    availability_zone="us-east-1a",
    instance_count=2,
)
