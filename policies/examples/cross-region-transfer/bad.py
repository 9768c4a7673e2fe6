"""Nodes in Virginia read their training data from Ireland."""

import pulumi
import pulumi_aws as aws

far = aws.Provider("cross-region-transfer-far", region="eu-west-1")
data = aws.s3.Bucket("cross-region-transfer-data", opts=pulumi.ResourceOptions(provider=far))
aws.ec2.Instance(
    "cross-region-transfer-node",
    ami="ami-0123456789abcdef0",
    instance_type="m7i.large",
    user_data=data.bucket.apply(lambda name: f"#!/bin/sh\naws s3 sync s3://{name} /data\n"),
)
