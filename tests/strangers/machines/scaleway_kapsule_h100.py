"""Kapsule cluster for the Paris team.

A Kapsule pool of 6 H100-2-80G nodes (12 H100).
"""

import pulumi

net = pulumi.CustomResource(
    "scaleway:network/privateNetwork:PrivateNetwork", "paris", {"name": "paris", "region": "fr-par"}
)

cluster = pulumi.CustomResource(
    "scaleway:kubernetes/cluster:Cluster",
    "paris",
    {
        "name": "paris",
        "version": "1.32.3",
        "cni": "cilium",
        "privateNetworkId": net.id,
        "deleteAdditionalResources": True,
    },
)

pulumi.CustomResource(
    "scaleway:kubernetes/pool:Pool",
    "h100",
    {
        "clusterId": cluster.id,
        "name": "h100",
        "nodeType": "H100-2-80G",
        "size": 6,
        "minSize": 6,
        "maxSize": 6,
        "autoscaling": False,
        "zone": "fr-par-2",
    },
)
