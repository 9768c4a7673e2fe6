"""Nodes read their training data in their own region."""

import pulumi_aws as aws

data = aws.s3.Bucket("cross-region-transfer-data")
aws.ec2.Instance(
    "cross-region-transfer-node",
    ami="ami-0123456789abcdef0",
    instance_type="m7i.large",
    user_data=data.bucket.apply(lambda name: f"#!/bin/sh\naws s3 sync s3://{name} /data\n"),
)
