"""The EKS package, whose provider makes the nodes.

Answer: oversized-instance fail nodes
"""

import pulumi_eks as eks

cluster = eks.Cluster("main", skip_default_node_group=True)
eks.NodeGroupV2("nodes", cluster=cluster, instance_type="p5.48xlarge", min_size=1, max_size=2)
