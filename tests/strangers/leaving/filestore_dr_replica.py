"""Researchers' home share, and its standby instance.

The 20 TB Filestore share in us-central1 is replicated continuously to a standby instance in europe-west1 by Filestore instance
replication.
"""

import pulumi_gcp as gcp


def share(name, location, **kw):
    return gcp.filestore.Instance(
        name,
        location=location,
        tier="REGIONAL",
        protocol="NFS_V4_1",
        file_shares={"name": "home", "capacity_gb": 20480},
        networks=[{"network": "default", "modes": ["MODE_IPV4"]}],
        **kw,
    )


primary = share("home", "us-central1")
share(
    "home-standby",
    "europe-west1",
    initial_replication={"role": "STANDBY", "replicas": [{"peer_instance": primary.id}]},
)
