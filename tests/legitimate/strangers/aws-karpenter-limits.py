"""EKS with Karpenter; the node pool has a hard limit on cores and memory."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_eks as eks
import pulumi_kubernetes as k8s

CLUSTER = "apps"
KARPENTER_VERSION = "1.5.0"

cluster = eks.Cluster(
    CLUSTER,
    name=CLUSTER,
    version="1.33",
    create_oidc_provider=True,
    authentication_mode=eks.AuthenticationMode.API_AND_CONFIG_MAP,
    instance_type="t3.large",
    desired_capacity=2,
    min_size=2,
    max_size=3,
    node_root_volume_size=40,
)
provider = k8s.Provider("apps", kubeconfig=cluster.kubeconfig_json)
options = pulumi.ResourceOptions(provider=provider)

node_role = aws.iam.Role(
    "karpenter-node",
    name=f"KarpenterNode-{CLUSTER}",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
for policy in (
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonEC2ContainerRegistryReadOnly",
    "AmazonSSMManagedInstanceCore",
):
    aws.iam.RolePolicyAttachment(
        f"karpenter-node-{policy}", role=node_role.name, policy_arn=f"arn:aws:iam::aws:policy/{policy}"
    )
aws.eks.AccessEntry("karpenter-node", cluster_name=CLUSTER, principal_arn=node_role.arn, type="EC2_LINUX")

queue = aws.sqs.Queue("karpenter", name=CLUSTER, message_retention_seconds=300, sqs_managed_sse_enabled=True)
controller = k8s.helm.v3.Release(
    "karpenter",
    name="karpenter",
    namespace="kube-system",
    chart="oci://public.ecr.aws/karpenter/karpenter",
    version=KARPENTER_VERSION,
    values={
        "replicas": 1,
        "settings": {"clusterName": CLUSTER, "interruptionQueue": queue.name},
        "controller": {"resources": {"requests": {"cpu": "500m", "memory": "512Mi"}, "limits": {"memory": "1Gi"}}},
    },
    opts=options,
)

after = pulumi.ResourceOptions(provider=provider, depends_on=[controller])
k8s.apiextensions.CustomResource(
    "default-class",
    api_version="karpenter.k8s.aws/v1",
    kind="EC2NodeClass",
    metadata={"name": "default"},
    spec={
        "role": node_role.name,
        "amiSelectorTerms": [{"alias": "al2023@latest"}],
        "subnetSelectorTerms": [{"tags": {"karpenter.sh/discovery": CLUSTER}}],
        "securityGroupSelectorTerms": [{"tags": {"karpenter.sh/discovery": CLUSTER}}],
        "blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {"volumeSize": "50Gi", "volumeType": "gp3"}}],
    },
    opts=after,
)
k8s.apiextensions.CustomResource(
    "default-pool",
    api_version="karpenter.sh/v1",
    kind="NodePool",
    metadata={"name": "default"},
    spec={
        "limits": {"cpu": "24", "memory": "96Gi"},
        "disruption": {"consolidationPolicy": "WhenEmptyOrUnderutilized", "consolidateAfter": "2m"},
        "template": {
            "spec": {
                "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"},
                "expireAfter": "336h",
                "requirements": [
                    {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot", "on-demand"]},
                    {"key": "karpenter.k8s.aws/instance-category", "operator": "In", "values": ["m", "c", "r"]},
                    {"key": "karpenter.k8s.aws/instance-cpu", "operator": "In", "values": ["2", "4", "8"]},
                    {"key": "kubernetes.io/arch", "operator": "In", "values": ["amd64"]},
                ],
            }
        },
    },
    opts=after,
)
pulumi.export("kubeconfig", pulumi.Output.secret(cluster.kubeconfig))
