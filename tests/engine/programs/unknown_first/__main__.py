"""Resources whose inputs are not known before the deployment, then an H100 node: the order that once hid the latter."""

import pulumi_aws as aws

network = aws.ec2.Vpc("a-network", cidr_block="10.0.0.0/16")
unknown = network.id.apply(lambda _: "t3.micro")
first = aws.ec2.Instance(
    "a-first",
    ami="ami-0123456789abcdef0",
    instance_type=unknown,
    user_data=unknown,
    tags={"note": unknown, "made-by": network.arn},
)
bucket = aws.s3.Bucket("a-tags", tags=network.id.apply(lambda _: {"purpose": "training"}))
aws.ec2.Instance(
    "z-last",
    ami="ami-0123456789abcdef0",
    instance_type="p5.48xlarge",
    tags={"after": first.id},
)
