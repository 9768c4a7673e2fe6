"""GPU nodes of an EKS cluster that Karpenter buys on spot for pods that wait, takes away when they are empty, and ends in a week."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

TAGS = {"purpose": "training", "owner": "vision", "cost-center": "ml-1234", "penstock:save-within-seconds": "60"}
USER_DATA = """#!/bin/bash
systemctl enable --now dcgm-exporter
"""
cluster = aws.eks.Cluster(
    "platform",
    role_arn="arn:aws:iam::123456789012:role/cluster",
    version="1.33",
    vpc_config={
        "subnet_ids": ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
        "endpoint_public_access": False,
        "endpoint_private_access": True,
    },
    tags={"owner": "platform", "cost-center": "cc-42"},
)
provider = kubernetes.Provider(
    "platform",
    kubeconfig=pulumi.Output.all(cluster.name, cluster.endpoint, cluster.certificate_authority).apply(
        lambda it: json.dumps(
            {
                "clusters": [
                    {"name": it[0], "cluster": {"server": it[1], "certificate-authority-data": it[2]["data"]}}
                ],
                "contexts": [{"name": it[0], "context": {"cluster": it[0], "user": "aws"}}],
                "current-context": it[0],
                "users": [
                    {
                        "name": "aws",
                        "user": {
                            "exec": {
                                "apiVersion": "client.authentication.k8s.io/v1beta1",
                                "command": "aws",
                                "args": ["eks", "get-token", "--cluster-name", it[0]],
                            }
                        },
                    }
                ],
            }
        )
    ),
)
there = pulumi.ResourceOptions(provider=provider)
kubernetes.apiextensions.CustomResource(
    "gpu-class",
    api_version="karpenter.k8s.aws/v1",
    kind="EC2NodeClass",
    metadata={"name": "gpu"},
    spec={
        "role": "KarpenterNodeRole-platform",
        "amiSelectorTerms": [{"alias": "al2023@v20260901"}],
        "subnetSelectorTerms": [{"tags": {"karpenter.sh/discovery": "platform"}}],
        "securityGroupSelectorTerms": [{"tags": {"karpenter.sh/discovery": "platform"}}],
        "associatePublicIPAddress": False,
        "userData": USER_DATA,
        "blockDeviceMappings": [
            {
                "deviceName": "/dev/xvda",
                "ebs": {"volumeSize": "100Gi", "volumeType": "gp3", "deleteOnTermination": True},
            }
        ],
        "tags": TAGS,
    },
    opts=there,
)
kubernetes.apiextensions.CustomResource(
    "gpu-pool",
    api_version="karpenter.sh/v1",
    kind="NodePool",
    metadata={"name": "gpu"},
    spec={
        "template": {
            "spec": {
                "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "gpu"},
                "expireAfter": "168h",
                "requirements": [
                    {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot"]},
                    {
                        "key": "node.kubernetes.io/instance-type",
                        "operator": "In",
                        "values": ["g6.2xlarge", "g5.2xlarge", "g6e.2xlarge"],
                    },
                    {
                        "key": "topology.kubernetes.io/zone",
                        "operator": "In",
                        "values": ["us-east-1a", "us-east-1b", "us-east-1c"],
                    },
                ],
                "taints": [{"key": "nvidia.com/gpu", "value": "true", "effect": "NoSchedule"}],
            }
        },
        "disruption": {"consolidationPolicy": "WhenEmpty", "consolidateAfter": "10m"},
        "limits": {"nvidia.com/gpu": 4, "cpu": 32},
    },
    opts=there,
)
aws.budgets.Budget(
    "vision",
    budget_type="COST",
    limit_amount="6000",
    limit_unit="USD",
    time_unit="MONTHLY",
    notifications=[
        {
            "comparison_operator": "GREATER_THAN",
            "notification_type": "FORECASTED",
            "threshold": 100,
            "threshold_type": "PERCENTAGE",
            "subscriber_email_addresses": ["vision@example.com"],
        }
    ],
)
