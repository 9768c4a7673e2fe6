"""HyperPod cluster for pretraining, via Cloud Control until the classic provider has it.

SageMaker HyperPod cluster through Cloud Control with 16 ml.p5.48xlarge instances (128 H100).
"""

import json

import pulumi
import pulumi_aws as aws

scripts = aws.s3.Bucket("hyperpod-lifecycle")
aws.s3.BucketObjectv2(
    "on-create",
    bucket=scripts.bucket,
    key="lifecycle/on_create.sh",
    content="#!/bin/bash\nset -eux\nsystemctl restart slurmd || true\n",
)
role = aws.iam.Role(
    "hyperpod-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}}
            ],
        }
    ),
    managed_policy_arns=["arn:aws:iam::aws:policy/AmazonSageMakerClusterInstanceRolePolicy"],
)


def group(name, kind, count):
    return {
        "InstanceGroupName": name,
        "InstanceType": kind,
        "InstanceCount": count,
        "ThreadsPerCore": 1,
        "LifeCycleConfig": {
            "SourceS3Uri": scripts.bucket.apply(lambda b: f"s3://{b}/lifecycle"),
            "OnCreate": "on_create.sh",
        },
        "ExecutionRole": role.arn,
    }


cluster = aws.cloudcontrol.Resource(
    "pretrain-cluster",
    type_name="AWS::SageMaker::Cluster",
    desired_state=pulumi.Output.json_dumps(
        {
            "ClusterName": "pretrain",
            "InstanceGroups": [
                group("controller", "ml.m5.xlarge", 1),
                group("workers", "ml.p5.48xlarge", 16),
            ],
            "NodeRecovery": "Automatic",
        }
    ),
)
pulumi.export("cluster", cluster.properties)
