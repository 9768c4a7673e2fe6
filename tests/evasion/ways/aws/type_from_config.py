"""The program names no type at all: the stack's config does.

Config: evasion:size=p5.48xlarge
Answer: oversized-instance fail box
"""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type=pulumi.Config().require("size"))
