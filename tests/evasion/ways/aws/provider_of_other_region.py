"""An explicit provider puts the nodes a continent away from the data that their user data copies.

Answer: cross-region-transfer fail box
"""

import pulumi
import pulumi_aws as aws

aws.s3.Bucket("data", bucket="vision-data")
far = aws.Provider("far", region="ap-northeast-1")
aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    user_data="#!/bin/bash\naws s3 sync s3://vision-data /data\n",
    opts=pulumi.ResourceOptions(provider=far),
)
