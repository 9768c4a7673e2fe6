"""Staging EKS cluster with a managed node group and the usual charts (formerly named p5-staging)."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_eks as eks
import pulumi_kubernetes as k8s

node_role = aws.iam.Role(
    "nodes",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
            ],
        }
    ),
)
attachments = [
    aws.iam.RolePolicyAttachment(f"nodes-{i}", role=node_role.name, policy_arn=f"arn:aws:iam::aws:policy/{p}")
    for i, p in enumerate(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"])
]

cluster = eks.Cluster(
    "p5-staging",
    skip_default_node_group=True,
    instance_roles=[node_role],
    create_oidc_provider=True,
    enabled_cluster_log_types=["api", "audit"],
    tags={"env": "staging"},
)
group = eks.ManagedNodeGroup(
    "general",
    cluster=cluster.core,
    node_role_arn=node_role.arn,
    instance_types=["m6a.large"],
    capacity_type="ON_DEMAND",
    disk_size=40,
    scaling_config=aws.eks.NodeGroupScalingConfigArgs(desired_size=2, min_size=2, max_size=4),
    labels={"pool": "general"},
    opts=pulumi.ResourceOptions(depends_on=attachments),
)

provider = k8s.Provider("staging", kubeconfig=cluster.kubeconfig_json)
opts = pulumi.ResourceOptions(provider=provider, depends_on=[group])
monitoring = k8s.core.v1.Namespace("monitoring", metadata={"name": "monitoring"}, opts=opts)
k8s.helm.v4.Chart(
    "prometheus",
    chart="kube-prometheus-stack",
    namespace=monitoring.metadata["name"],
    version="66.3.0",
    repository_opts={"repo": "https://prometheus-community.github.io/helm-charts"},
    values={
        "prometheus": {
            "prometheusSpec": {
                "retention": "10d",
                "replicas": 1,
                "storageSpec": {
                    "volumeClaimTemplate": {
                        "spec": {"storageClassName": "gp2", "resources": {"requests": {"storage": "50Gi"}}}
                    }
                },
            }
        },
        "grafana": {"adminUser": "admin", "service": {"type": "ClusterIP"}},
        "nodeExporter": {"enabled": True},
    },
    opts=opts,
)
k8s.helm.v3.Release(
    "ingress-nginx",
    chart="ingress-nginx",
    namespace="ingress-nginx",
    create_namespace=True,
    version="4.11.3",
    repository_opts={"repo": "https://kubernetes.github.io/ingress-nginx"},
    values={
        "controller": {
            "replicaCount": 2,
            "service": {
                "annotations": {
                    "service.beta.kubernetes.io/aws-load-balancer-type": "nlb",
                    "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
                }
            },
        }
    },
    opts=opts,
)
k8s.helm.v3.Release(
    "cert-manager",
    chart="cert-manager",
    namespace="cert-manager",
    create_namespace=True,
    version="v1.16.2",
    repository_opts={"repo": "https://charts.jetstack.io"},
    values={"crds": {"enabled": True}},
    opts=opts,
)
k8s.autoscaling.v2.HorizontalPodAutoscaler(
    "echo",
    metadata={"name": "echo"},
    opts=opts,
    spec={
        "scale_target_ref": {"api_version": "apps/v1", "kind": "Deployment", "name": "echo"},
        "min_replicas": 2,
        "max_replicas": 12,
        "metrics": [
            {
                "type": "Resource",
                "resource": {"name": "cpu", "target": {"type": "Utilization", "average_utilization": 70}},
            }
        ],
    },
)
pulumi.export("kubeconfig", pulumi.Output.secret(cluster.kubeconfig))
