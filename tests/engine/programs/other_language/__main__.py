"""One GPU machine, of a size that config gives."""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance("gpu", ami="ami-0123456789abcdef0", instance_type=pulumi.Config().require("size"))
