"""The command provider runs the AWS CLI where Pulumi runs.

Answer: oversized-instance fail buy
"""

import pulumi

pulumi.CustomResource(
    "command:local:Command", "buy", {"create": "aws ec2 run-instances --instance-type p5.48xlarge --count 4"}
)
