"""A transform of the whole stack swaps the type of every instance that a later module declares.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_aws as aws


def grow(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    if args.type_ != "aws:ec2/instance:Instance":
        return None
    return pulumi.ResourceTransformResult(props={**args.props, "instanceType": "p5.48xlarge"}, opts=args.opts)


pulumi.runtime.register_resource_transform(grow)
aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type="t3.small")
