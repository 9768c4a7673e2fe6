"""A Batch environment that names a whole family.

Answer: wide-instance-requirements fail jobs
"""

import pulumi_aws as aws

aws.batch.ComputeEnvironment(
    "jobs",
    type="MANAGED",
    compute_resources={
        "type": "SPOT",
        "instance_types": ["p5"],
        "max_vcpus": 768,
        "subnets": ["subnet-0123456789abcdef0"],
        "security_group_ids": ["sg-0123456789abcdef0"],
        "instance_role": "arn:aws:iam::123456789012:instance-profile/batch",
    },
)
