"""A queue of batch jobs on spot, without accelerators, that runs nothing when it has nothing to do."""

import pulumi_aws as aws

TAGS = {"owner": "media", "cost-center": "me-2"}
environment = aws.batch.ComputeEnvironment(
    "renders",
    type="MANAGED",
    service_role="arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch",
    compute_resources={
        "type": "SPOT",
        "allocation_strategy": "SPOT_PRICE_CAPACITY_OPTIMIZED",
        "instance_types": ["c7i.4xlarge", "c6i.4xlarge", "c7a.4xlarge"],
        "min_vcpus": 0,
        "max_vcpus": 32,
        "instance_role": "arn:aws:iam::123456789012:instance-profile/ecsInstanceRole",
        "subnets": ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
        "security_group_ids": ["sg-0123456789abcdef0"],
    },
    tags=TAGS,
)
aws.batch.JobQueue(
    "renders",
    state="ENABLED",
    priority=1,
    compute_environment_orders=[{"order": 1, "compute_environment": environment.arn}],
)
