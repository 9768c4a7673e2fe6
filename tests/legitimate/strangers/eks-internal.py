"""Small EKS cluster for internal tools with ingress and metrics charts."""

import pulumi
import pulumi_eks as eks
import pulumi_kubernetes as k8s

net = pulumi.StackReference("vision/network/dev")

cluster = eks.Cluster(
    "tools",
    vpc_id=net.get_output("vpc_id"),
    private_subnet_ids=net.get_output("private_subnets"),
    instance_type="t3.large",
    desired_capacity=2,
    min_size=2,
    max_size=5,
    node_root_volume_size=50,
    create_oidc_provider=True,
)
provider = k8s.Provider("tools-k8s", kubeconfig=cluster.kubeconfig_json)
opts = pulumi.ResourceOptions(provider=provider)

metrics = k8s.helm.v3.Release(
    "metrics-server",
    chart="metrics-server",
    version="3.12.2",
    namespace="kube-system",
    repository_opts={"repo": "https://kubernetes-sigs.github.io/metrics-server/"},
    opts=opts,
)
ingress = k8s.helm.v3.Release(
    "ingress-nginx",
    chart="ingress-nginx",
    version="4.11.3",
    namespace="ingress",
    create_namespace=True,
    repository_opts={"repo": "https://kubernetes.github.io/ingress-nginx"},
    values={
        "controller": {
            "replicaCount": 2,
            "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}},
            "service": {"annotations": {"service.beta.kubernetes.io/aws-load-balancer-type": "nlb"}},
        }
    },
    opts=opts,
)
k8s.core.v1.ResourceQuota(
    "tools-quota",
    metadata={"namespace": "default"},
    spec={"hard": {"requests.cpu": "6", "requests.memory": "24Gi", "requests.nvidia.com/gpu": "0"}},
    opts=opts,
)
pulumi.export("kubeconfig", pulumi.Output.secret(cluster.kubeconfig))
