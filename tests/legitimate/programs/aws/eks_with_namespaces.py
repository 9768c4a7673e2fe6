"""A cluster of pulumi-eks with a small default group; namespaces of the program hang below it."""

import pulumi
import pulumi_eks as eks
import pulumi_kubernetes as k8s

cluster = eks.Cluster(
    "apps",
    instance_type="t3.large",
    desired_capacity=2,
    min_size=1,
    max_size=3,
    node_associate_public_ip_address=False,
    tags={"owner": "platform", "cost-center": "cc-42"},
)
for name in ("web", "jobs"):
    k8s.core.v1.Namespace(name, metadata={"name": name}, opts=pulumi.ResourceOptions(parent=cluster))
