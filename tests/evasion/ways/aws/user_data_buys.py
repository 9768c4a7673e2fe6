"""A small machine whose user data buys a large one by the AWS CLI.

Answer: oversized-instance fail box
"""

import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    user_data="#!/bin/bash\naws ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type p5.48xlarge --count 2\n",
)
