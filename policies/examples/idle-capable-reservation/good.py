"""The same, until the day after the launch."""

import pulumi_aws as aws

aws.ec2.CapacityReservation(
    "idle-capable-reservation-launch",
    instance_type="g6.xlarge",
    instance_platform="Linux/UNIX",
    availability_zone="us-east-1a",
    instance_count=2,
    end_date_type="limited",
    end_date="2026-12-02T00:00:00Z",
)
