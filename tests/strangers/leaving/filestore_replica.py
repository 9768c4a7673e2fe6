"""Home directories of the research cluster, with a standby copy in Montreal.

Filestore replication copies a 50 TB file share from us-central1 to a standby instance in northamerica-northeast1.
"""

import pulumi
import pulumi_gcp as gcp


def filestore(name, location, **extra):
    return gcp.filestore.Instance(
        name,
        name=name,
        location=location,
        tier="REGIONAL",
        file_shares={"name": "homes", "capacity_gb": 51200},
        networks=[{"network": "research", "modes": ["MODE_IPV4"]}],
        **extra,
    )


homes = filestore("homes", "us-central1")
standby = filestore(
    "homes-standby",
    "northamerica-northeast1",
    initial_replication={"role": "STANDBY", "replicas": [{"peer_instance": homes.id}]},
)
pulumi.export("standby", standby.networks[0].ip_addresses)
