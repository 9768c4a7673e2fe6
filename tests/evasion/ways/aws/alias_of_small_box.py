"""An alias says that the machine is the small one which has been there for years.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="p5.48xlarge",
    opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="small-box-of-2019")]),
)
