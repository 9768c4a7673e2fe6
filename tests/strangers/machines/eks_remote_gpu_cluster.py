"""EKS cluster for the perception team, with its namespace made under the cluster.

The remote component eks.Cluster makes a node group of 5 to 12 p3.16xlarge (8 V100 each).
"""

import pulumi
import pulumi_eks as eks
import pulumi_kubernetes as k8s

cluster = eks.Cluster(
    "perception",
    vpc_id="vpc-0123456789abcdef0",
    private_subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60719"],
    instance_type="p3.16xlarge",
    gpu=True,
    desired_capacity=5,
    min_size=5,
    max_size=12,
    node_associate_public_ip_address=False,
)

provider = k8s.Provider("perception", kubeconfig=cluster.kubeconfig_json)

k8s.core.v1.Namespace(
    "training",
    metadata={"name": "training"},
    opts=pulumi.ResourceOptions(provider=provider, parent=cluster),
)

pulumi.export("kubeconfig", pulumi.Output.secret(cluster.kubeconfig_json))
