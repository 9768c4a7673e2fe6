"""Backups of a cluster go to a bucket in another region, by a chart's values.

Answer: cross-region-copy fail velero
"""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s

cluster = aws.eks.Cluster(
    "cluster",
    role_arn="arn:aws:iam::123456789012:role/cluster",
    vpc_config={"subnet_ids": ["subnet-0a", "subnet-0b"]},
)
inside = k8s.Provider("inside", kubeconfig=cluster.endpoint.apply(lambda it: f"server: {it}"))
location = {"provider": "aws", "bucket": "vision-backups", "config": {"region": "eu-west-1"}}
k8s.helm.v3.Release(
    "velero",
    chart="velero",
    values={"configuration": {"backupStorageLocation": [location]}},
    opts=pulumi.ResourceOptions(provider=inside),
)
