"""A purpose that is misspelt, in the hope that an unknown one has no limit.

Answer: oversized-instance fail box
"""

import pulumi_aws as aws

aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type="p5.48xlarge", tags={"purpose": "trainig"})
