"""The type in capitals, which no list of names has.

Answer: oversized-instance undetermined box
"""

import pulumi_aws as aws

aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type="P5.48XLARGE")
