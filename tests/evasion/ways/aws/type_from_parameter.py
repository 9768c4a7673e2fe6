"""The type is a value that only the cloud knows: a parameter that anybody can set.

Answer: oversized-instance undetermined box
"""

import pulumi_aws as aws

size = aws.ssm.get_parameter_output(name="/team/size")
aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type=size.value)
