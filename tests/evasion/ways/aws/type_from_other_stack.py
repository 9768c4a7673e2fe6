"""The type is another stack's output.

Answer: oversized-instance undetermined box
"""

import pulumi
import pulumi_aws as aws

platform = pulumi.StackReference("team/platform/prod")
aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type=platform.require_output("size").apply(str))
