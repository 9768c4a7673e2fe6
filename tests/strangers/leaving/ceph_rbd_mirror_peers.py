"""Rook: mirror the VM block pool to the Ceph cluster of the Amsterdam data centre.

Rook's RBD mirroring sends the VM block pool's changes every 15 minutes from Dallas (US) to a Ceph cluster in Amsterdam (EU).
"""

import pulumi
import pulumi_kubernetes as k8s

dallas = k8s.Provider("dallas", context="rook-equinix-da11-us")
NS = "rook-ceph"
opts = pulumi.ResourceOptions(provider=dallas)

k8s.core.v1.Secret(
    "ams-peer",
    metadata={"name": "rbd-peer-ams", "namespace": NS},
    string_data={
        # decoded token: mon hosts of the peer cluster in Amsterdam
        "token": '{"fsid":"c3a1","client_id":"rbd-mirror-peer","mon_host":"[v2:mon-a.ceph.am6.eu.acme.net:3300]"}',
        "pool": "vms",
    },
    opts=opts,
)
k8s.apiextensions.CustomResource(
    "vms-pool",
    api_version="ceph.rook.io/v1",
    kind="CephBlockPool",
    metadata={"name": "vms", "namespace": NS},
    spec={
        "failureDomain": "host",
        "replicated": {"size": 3},
        "mirroring": {
            "enabled": True,
            "mode": "image",
            "peers": {"secretNames": ["rbd-peer-ams"]},
            "snapshotSchedules": [{"interval": "15m"}],
        },
    },
    opts=opts,
)
k8s.apiextensions.CustomResource(
    "vms-mirror",
    api_version="ceph.rook.io/v1",
    kind="CephRBDMirror",
    metadata={"name": "vms-mirror", "namespace": NS},
    spec={"count": 2},
    opts=opts,
)
