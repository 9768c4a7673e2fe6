"""A group launches from a template that is only read (`.get`), and was made elsewhere.

Answer: oversized-instance undetermined pool
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate.get("made-by-hand", "lt-0123456789abcdef0")
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    launch_template={"id": template.id, "version": "$Latest"},
)
