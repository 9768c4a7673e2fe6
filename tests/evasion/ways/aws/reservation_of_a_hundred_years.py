"""A reservation that has an end, in a hundred years.

Answer: idle-capable-reservation fail held
"""

import pulumi_aws as aws

aws.ec2.CapacityReservation(
    "held",
    instance_type="g5.12xlarge",
    instance_platform="Linux/UNIX",
    availability_zone="us-east-1a",
    instance_count=1,
    end_date_type="limited",
    end_date="2126-01-01T00:00:00Z",
)
