"""A node reads its training data through a NAT gateway, which bills every byte."""

import json

import pulumi_aws as aws

data = aws.s3.Bucket("nat-to-object-storage-data", bucket="images-of-vision")
role = aws.iam.Role(
    "nat-to-object-storage-reader", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": []})
)
profile = aws.iam.InstanceProfile("nat-to-object-storage-reader", role=role.name)
network = aws.ec2.Vpc("nat-to-object-storage-vpc", cidr_block="10.0.0.0/16")
public = aws.ec2.Subnet("nat-to-object-storage-public", vpc_id=network.id, cidr_block="10.0.0.0/24")
private = aws.ec2.Subnet("nat-to-object-storage-private", vpc_id=network.id, cidr_block="10.0.1.0/24")
address = aws.ec2.Eip("nat-to-object-storage-out")
aws.ec2.NatGateway("nat-to-object-storage-out", subnet_id=public.id, allocation_id=address.id)
aws.ec2.Instance(
    "nat-to-object-storage-trainer",
    ami="ami-0123456789abcdef0",
    instance_type="g6.xlarge",
    subnet_id=private.id,
    iam_instance_profile=profile.name,
    user_data="#!/bin/sh\naws s3 sync s3://images-of-vision /data\n",
)
