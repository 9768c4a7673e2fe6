"""The machine stays when the stack goes, so that the stack's own page says that nothing is left.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="p5.48xlarge",
    opts=pulumi.ResourceOptions(retain_on_delete=True, protect=True),
)
