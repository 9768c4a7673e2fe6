"""Batch queue that trains gaussian-splat scenes uploaded by customers.

Batch compute environment on p4d and p5 instances with min 192 and max 7680 vCPUs, so up to about 40-80 eight-GPU machines.
"""

import json

import pulumi
import pulumi_aws as aws

net = pulumi.StackReference("vision/network/dev")

instance_role = aws.iam.Role(
    "splat-instance-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "splat-ecs",
    role=instance_role.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
)
profile = aws.iam.InstanceProfile("splat-profile", role=instance_role.name)

env = aws.batch.ComputeEnvironment(
    "splat-env",
    type="MANAGED",
    compute_resources={
        "type": "EC2",
        "allocation_strategy": "BEST_FIT_PROGRESSIVE",
        "instance_types": ["p4d", "p5"],
        "instance_role": profile.arn,
        "min_vcpus": 192,
        "max_vcpus": 7680,
        "subnets": net.get_output("private_subnets"),
        "security_group_ids": [net.get_output("batch_sg")],
    },
)
queue = aws.batch.JobQueue(
    "splat-queue",
    state="ENABLED",
    priority=10,
    compute_environment_orders=[{"order": 1, "compute_environment": env.arn}],
)
job = aws.batch.JobDefinition(
    "splat-train",
    type="container",
    container_properties=json.dumps(
        {
            "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/splat:3.2",
            "command": ["python", "train.py", "Ref::scene"],
            "resourceRequirements": [
                {"type": "VCPU", "value": "24"},
                {"type": "MEMORY", "value": "120000"},
                {"type": "GPU", "value": "1"},
            ],
        }
    ),
)
pulumi.export("queue", queue.arn)
