"""A node group whose capacity type is `spot` in lower case, which the rule might take for SPOT.

Answer: spot-required undetermined pool
"""

import pulumi_aws as aws

aws.eks.NodeGroup(
    "pool",
    cluster_name="main",
    node_role_arn="arn:aws:iam::123456789012:role/node",
    subnet_ids=["subnet-0123456789abcdef0"],
    instance_types=["g5.12xlarge"],
    capacity_type="spot",
    scaling_config={"min_size": 0, "desired_size": 0, "max_size": 2},
)
