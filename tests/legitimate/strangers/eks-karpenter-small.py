"""Team EKS cluster; Karpenter adds small spot nodes up to a modest limit."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_eks as eks
import pulumi_kubernetes as k8s

net = pulumi.StackReference("acme/network/prod")
cluster = eks.Cluster(
    "team",
    vpc_id=net.require_output("vpcId"),
    public_subnet_ids=net.require_output("publicSubnetIds"),
    private_subnet_ids=net.require_output("privateSubnetIds"),
    instance_type="t3.large",
    desired_capacity=2,
    min_size=2,
    max_size=3,
    node_associate_public_ip_address=False,
    create_oidc_provider=True,
    version="1.31",
)
node_role = aws.iam.Role(
    "karpenter-node",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
            ],
        }
    ),
)
for policy in ("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"):
    aws.iam.RolePolicyAttachment(policy.lower(), role=node_role.name, policy_arn=f"arn:aws:iam::aws:policy/{policy}")

provider = k8s.Provider("team", kubeconfig=cluster.kubeconfig_json)
opts = pulumi.ResourceOptions(provider=provider)
karpenter = k8s.helm.v3.Release(
    "karpenter",
    name="karpenter",
    namespace="kube-system",
    version="1.1.1",
    chart="oci://public.ecr.aws/karpenter/karpenter",
    values={
        "settings": {"clusterName": cluster.eks_cluster.name},
        "replicas": 2,
        "controller": {"resources": {"requests": {"cpu": "250m", "memory": "512Mi"}}},
    },
    opts=opts,
)

after = pulumi.ResourceOptions(provider=provider, depends_on=[karpenter])
k8s.apiextensions.CustomResource(
    "default-class",
    api_version="karpenter.k8s.aws/v1",
    kind="EC2NodeClass",
    metadata={"name": "default"},
    spec={
        "amiSelectorTerms": [{"alias": "al2023@latest"}],
        "role": node_role.name,
        "subnetSelectorTerms": [{"tags": {"karpenter.sh/discovery": "team"}}],
        "securityGroupSelectorTerms": [{"tags": {"karpenter.sh/discovery": "team"}}],
    },
    opts=after,
)
k8s.apiextensions.CustomResource(
    "default-pool",
    api_version="karpenter.sh/v1",
    kind="NodePool",
    metadata={"name": "default"},
    spec={
        "template": {
            "spec": {
                "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"},
                "requirements": [
                    {"key": "karpenter.k8s.aws/instance-category", "operator": "In", "values": ["c", "m"]},
                    {"key": "karpenter.k8s.aws/instance-generation", "operator": "Gt", "values": ["5"]},
                    {"key": "karpenter.k8s.aws/instance-cpu", "operator": "Lt", "values": ["9"]},
                    {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot", "on-demand"]},
                    {"key": "kubernetes.io/arch", "operator": "In", "values": ["amd64"]},
                ],
                "expireAfter": "336h",
            }
        },
        "limits": {"cpu": "24", "memory": "96Gi"},
        "disruption": {"consolidationPolicy": "WhenEmptyOrUnderutilized", "consolidateAfter": "2m"},
    },
    opts=after,
)
pulumi.export("kubeconfig", pulumi.Output.secret(cluster.kubeconfig))
