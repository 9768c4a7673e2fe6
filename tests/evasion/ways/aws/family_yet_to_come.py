"""A family that came out after the list of types was written.

Answer: oversized-instance undetermined box
Answer: spot-required undetermined box
"""

import pulumi_aws as aws

aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type="p7.96xlarge")
