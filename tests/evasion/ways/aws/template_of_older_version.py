"""The template's newest version is small; the group is pinned to the first one, which was not.

Answer: oversized-instance undetermined pool
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0", instance_type="t3.small")
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    launch_template={"id": template.id, "version": "1"},
)
