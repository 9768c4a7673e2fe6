"""AWS Batch for protein folding; the floor keeps the machines warm.

A managed Batch compute environment with 384 vCPU minimum and 3840 maximum of p3dn/p4d.24xlarge (8 V100 or A100 each).
"""

import pulumi
import pulumi_aws as aws

VCPUS_PER_NODE = 96
WARM_NODES = 4
PEAK_NODES = 40

env = aws.batch.ComputeEnvironment(
    "folding",
    type="MANAGED",
    service_role="arn:aws:iam::111122223333:role/service-role/AWSBatchServiceRole",
    compute_resources={
        "type": "EC2",
        "allocation_strategy": "BEST_FIT_PROGRESSIVE",
        "instance_types": ["p3dn.24xlarge", "p4d.24xlarge"],
        "instance_role": "arn:aws:iam::111122223333:instance-profile/ecsInstanceRole",
        "min_vcpus": WARM_NODES * VCPUS_PER_NODE,
        "max_vcpus": PEAK_NODES * VCPUS_PER_NODE,
        "subnets": ["subnet-0a1b2c3d4e5f60718"],
        "security_group_ids": ["sg-0123456789abcdef0"],
    },
)

queue = aws.batch.JobQueue(
    "folding",
    priority=10,
    state="ENABLED",
    compute_environment_orders=[{"order": 1, "compute_environment": env.arn}],
)

pulumi.export("queue", queue.arn)
