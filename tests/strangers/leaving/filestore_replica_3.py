"""Home directories on Filestore with a standby in Virginia.

The Filestore instance in us-east4 is created as the standby replica of the home share in us-central1, which streams its changes there.
"""

import pulumi
import pulumi_gcp as gcp

network = [{"network": "default", "modes": ["MODE_IPV4"]}]

home = gcp.filestore.Instance(
    "home",
    name="home",
    location="us-central1",
    tier="REGIONAL",
    file_shares={"name": "home", "capacity_gb": 10240},
    networks=network,
    deletion_protection_enabled=True,
)

standby = gcp.filestore.Instance(
    "home-standby",
    name="home-standby",
    location="us-east4",
    tier="REGIONAL",
    file_shares={"name": "home", "capacity_gb": 10240},
    networks=network,
    initial_replication={
        "role": "STANDBY",
        "replicas": [{"peer_instance": home.id}],
    },
)
pulumi.export("active", home.networks[0])
pulumi.export("standby", standby.id)
