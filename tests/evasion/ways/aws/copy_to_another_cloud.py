"""A machine copies to a storage account of Azure.

Answer: cross-region-transfer fail box
"""

import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    user_data="#!/bin/sh\nazcopy copy /data https://visionframes.blob.core.windows.net/frames --recursive\n",
)
