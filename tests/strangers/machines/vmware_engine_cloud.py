"""Private cloud for the datacentre exit.

A VMware Engine private cloud of 3 nodes and a workload cluster of 14 (ve1 standard-72), each node above 5,000 $ a month.
"""

import pulumi
import pulumi_gcp as gcp

net = gcp.vmwareengine.Network("exit", location="global", type="STANDARD", name="exit")

cloud = gcp.vmwareengine.PrivateCloud(
    "exit",
    name="exit",
    location="us-central1-a",
    type="STANDARD",
    network_config={"management_cidr": "192.168.30.0/24", "vmware_engine_network": net.id},
    management_cluster={
        "cluster_id": "mgmt",
        "node_type_configs": [{"node_type_id": "standard-72", "node_count": 3}],
    },
)

workload = gcp.vmwareengine.Cluster(
    "exit-workload",
    name="workload",
    parent=cloud.id,
    node_type_configs=[{"node_type_id": "standard-72", "node_count": 14}],
)

pulumi.export("vcenter", cloud.vcenters)
