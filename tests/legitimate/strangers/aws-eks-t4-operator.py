"""EKS for model serving: small base nodes, at most two T4 nodes, NVIDIA's operator for the drivers."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_eks as eks
import pulumi_kubernetes as k8s

settings = {
    "version": "1.32",
    "base": {"type": "t3.large", "min": 2, "max": 3},
    "gpu": {"type": "g4dn.xlarge", "min": 0, "max": 2},
}

node_role = aws.iam.Role(
    "nodes",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
for policy in ("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"):
    aws.iam.RolePolicyAttachment(policy.lower(), role=node_role.name, policy_arn=f"arn:aws:iam::aws:policy/{policy}")

cluster = eks.Cluster(
    "serving",
    version=settings["version"],
    skip_default_node_group=True,
    instance_roles=[node_role],
    create_oidc_provider=True,
)

for name, gpu in (("base", False), ("gpu", True)):
    size = settings[name]
    eks.ManagedNodeGroup(
        name,
        cluster=cluster,
        node_group_name=name,
        node_role=node_role,
        instance_types=[size["type"]],
        capacity_type="ON_DEMAND",
        disk_size=100 if gpu else 30,
        ami_type="AL2023_x86_64_NVIDIA" if gpu else "AL2023_x86_64_STANDARD",
        scaling_config={"min_size": size["min"], "desired_size": max(size["min"], 1), "max_size": size["max"]},
        labels={"pool": name},
        taints=[{"key": "nvidia.com/gpu", "value": "present", "effect": "NO_SCHEDULE"}] if gpu else None,
    )

provider = k8s.Provider("serving", kubeconfig=cluster.kubeconfig_json)
operator = k8s.helm.v3.Release(
    "gpu-operator",
    chart="gpu-operator",
    version="v24.9.1",
    namespace="gpu-operator",
    create_namespace=True,
    repository_opts={"repo": "https://helm.ngc.nvidia.com/nvidia"},
    values={
        "driver": {"enabled": False},
        "toolkit": {"enabled": False},
        "dcgmExporter": {"enabled": True},
        "mig": {"strategy": "single"},
    },
    opts=pulumi.ResourceOptions(provider=provider),
)

labels = {"app": "captioner"}
k8s.apps.v1.Deployment(
    "captioner",
    metadata={"namespace": "default", "labels": labels},
    spec={
        "replicas": 1,
        "selector": {"match_labels": labels},
        "template": {
            "metadata": {"labels": labels},
            "spec": {
                "node_selector": {"pool": "gpu"},
                "tolerations": [{"key": "nvidia.com/gpu", "operator": "Exists", "effect": "NoSchedule"}],
                "containers": [
                    {
                        "name": "captioner",
                        "image": "ghcr.io/northferry/captioner:0.9.3",
                        "resources": {
                            "limits": {"nvidia.com/gpu": "1", "memory": "12Gi"},
                            "requests": {"cpu": "2", "memory": "8Gi"},
                        },
                    }
                ],
            },
        },
    },
    opts=pulumi.ResourceOptions(provider=provider, depends_on=[operator]),
)
pulumi.export("kubeconfig", pulumi.Output.secret(cluster.kubeconfig_json))
