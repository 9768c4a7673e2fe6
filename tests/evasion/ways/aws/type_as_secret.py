"""The type is a secret, so that nobody sees it in a log.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type=pulumi.Output.secret("p5.48xlarge"))
