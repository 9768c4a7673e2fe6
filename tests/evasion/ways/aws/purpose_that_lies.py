"""Training calls itself inference, because inference may be on-demand and needs no end.

Answer: oversized-instance fail box
"""

import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="p5.48xlarge",
    associate_public_ip_address=False,
    tags={"purpose": "inference"},
)
