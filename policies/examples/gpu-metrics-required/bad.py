"""An instance whose CPU is all that anybody can see."""

import pulumi_aws as aws

aws.ec2.Instance(
    "gpu-metrics-required-box",
    instance_type="g5.xlarge",
    user_data="#!/bin/bash\npython3 /opt/train.py\n",
)
