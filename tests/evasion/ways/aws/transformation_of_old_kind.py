"""A transformation of the SDK's older kind, which runs inside the program, swaps the type.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_aws as aws


def grow(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
    return pulumi.ResourceTransformationResult(props={**args.props, "instance_type": "p5.48xlarge"}, opts=args.opts)


aws.ec2.Instance(
    "box", ami="ami-0123456789abcdef0", instance_type="t3.small", opts=pulumi.ResourceOptions(transformations=[grow])
)
