"""An EKS cluster with a plain node group, and its add-ons."""

import json

import pulumi_aws as aws


def role(name: str, service: str) -> aws.iam.Role:
    """A role that the service may take."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
    return aws.iam.Role(name, assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


SUBNETS = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
nodes = role("nodes", "ec2.amazonaws.com")
for policy in ("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"):
    aws.iam.RolePolicyAttachment(policy, role=nodes.name, policy_arn=f"arn:aws:iam::aws:policy/{policy}")
cluster = aws.eks.Cluster(
    "platform",
    role_arn=role("cluster", "eks.amazonaws.com").arn,
    version="1.33",
    vpc_config={"subnet_ids": SUBNETS, "endpoint_public_access": False, "endpoint_private_access": True},
)
aws.eks.NodeGroup(
    "system",
    cluster_name=cluster.name,
    node_role_arn=nodes.arn,
    subnet_ids=SUBNETS,
    instance_types=["m7g.large"],
    scaling_config={"min_size": 2, "desired_size": 2, "max_size": 5},
)
aws.eks.Addon("coredns", cluster_name=cluster.name, addon_name="coredns")
