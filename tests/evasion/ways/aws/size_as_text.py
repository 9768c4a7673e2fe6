"""The maximum is a text, through a transform, so that a comparison of numbers passes it by.

Answer: pool-ceiling fail pool
"""

import pulumi
import pulumi_aws as aws


def as_text(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    return pulumi.ResourceTransformResult(props={**args.props, "maxSize": "64"}, opts=args.opts)


template = aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0", instance_type="g5.12xlarge")
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=1,
    availability_zones=["us-east-1a"],
    launch_template={"id": template.id, "version": "$Latest"},
    opts=pulumi.ResourceOptions(transforms=[as_text]),
)
