"""A callback swaps the template's id for another one: the record of dependencies still names the small template.

Not caught: before a deployment neither id is known, and both are computed from the small template; in `pulumi up` the stack's policy sees the other id, and reports a template that is not in the program.
"""

import pulumi_aws as aws

small = aws.ec2.LaunchTemplate("small", image_id="ami-0123456789abcdef0", instance_type="t3.small")
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    launch_template={"id": small.id.apply(lambda _: "lt-0fedcba9876543210"), "version": "$Latest"},
)
