"""Sole-tenant nodes for the licensed database.

A sole-tenant node group of 3 to 8 m3-node-128-3904 (128 vCPU, 3.9 TB), some 20,000 $ a month each.
"""

import pulumi
import pulumi_gcp as gcp

template = gcp.compute.NodeTemplate(
    "ora",
    region="us-central1",
    node_type="m3-node-128-3904",
    node_affinity_labels={"license": "ora"},
)

group = gcp.compute.NodeGroup(
    "ora",
    zone="us-central1-a",
    node_template=template.id,
    maintenance_policy="RESTART_IN_PLACE",
    autoscaling_policy={"mode": "ON", "min_nodes": 3, "max_nodes": 8},
)

pulumi.export("group", group.name)
