"""The shell puts the type's name together, so that it stands nowhere.

Answer: oversized-instance undetermined box
"""

import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    user_data='#!/bin/bash\nfamily=p5 size=48xlarge\naws ec2 run-instances --instance-type "$family.$size"\n',
)
