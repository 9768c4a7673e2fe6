"""Spot GPU fleet in Stockholm; each node downloads the weights at boot.

Each spot instance in eu-north-1 downloads about 400 GB of model weights from an S3 bucket in us-east-1 at boot through the (base64)
launch-template user data.
"""

import base64

import pulumi
import pulumi_aws as aws

weights = aws.s3.Bucket("weights", bucket="acme-llm-weights")
stockholm = aws.Provider("stockholm", region="eu-north-1")
there = pulumi.ResourceOptions(provider=stockholm)

BOOT = """#!/bin/bash
set -e
mkdir -p /models/llama-405b
aws s3 cp --recursive --region us-east-1 s3://{bucket}/llama-3.1-405b-instruct-fp8/ /models/llama-405b/
docker run -d --gpus all -v /models:/models -p 8000:8000 vllm/vllm-openai:v0.6.3 \\
  --model /models/llama-405b --tensor-parallel-size 8
"""

template = aws.ec2.LaunchTemplate(
    "vllm",
    image_id="ami-0f0f0f0f0f0f0f0f0",
    instance_type="p5.48xlarge",
    user_data=weights.bucket.apply(lambda b: base64.b64encode(BOOT.format(bucket=b).encode()).decode()),
    iam_instance_profile={"name": "vllm"},
    opts=there,
)
aws.autoscaling.Group(
    "vllm-fleet",
    min_size=0,
    max_size=24,
    desired_capacity=8,
    availability_zones=["eu-north-1a", "eu-north-1b"],
    mixed_instances_policy={
        "instances_distribution": {"on_demand_percentage_above_base_capacity": 0},
        "launch_template": {"launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"}},
    },
    opts=there,
)
