"""Forum database on DigitalOcean with a read replica near the European users.

The managed PostgreSQL database in DigitalOcean nyc3 streams to a read-only replica node in fra1 (Frankfurt).
"""

import pulumi

primary = pulumi.CustomResource(
    "digitalocean:index/databaseCluster:DatabaseCluster",
    "forum-db",
    {
        "name": "forum-db",
        "engine": "pg",
        "version": "16",
        "size": "db-s-8vcpu-16gb",
        "region": "nyc3",
        "nodeCount": 2,
        "storageSizeMib": "1048576",
        "tags": ["forum", "prod"],
    },
)

replica = pulumi.CustomResource(
    "digitalocean:index/databaseReplica:DatabaseReplica",
    "forum-replica",
    {
        "clusterId": primary.id,
        "name": "forum-replica-eu",
        "size": "db-s-8vcpu-16gb",
        "region": "fra1",
        "storageSizeMib": "1048576",
        "tags": ["forum", "prod"],
    },
)

web = pulumi.CustomResource(
    "digitalocean:index/droplet:Droplet",
    "forum-web-eu",
    {
        "name": "forum-web-eu",
        "image": "ubuntu-24-04-x64",
        "region": "fra1",
        "size": "c-8",
        "monitoring": True,
    },
)

pulumi.export("replica_id", replica.id)
