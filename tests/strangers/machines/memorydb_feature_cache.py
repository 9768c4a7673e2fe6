"""Feature cache of the recommender.

A MemoryDB cluster of 72 db.r7g.16xlarge nodes (24 shards with two replicas each), several hundred thousand dollars a month.
"""

import pulumi
import pulumi_aws as aws

subnet_group = aws.memorydb.SubnetGroup("features", subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60719"])

acl = aws.memorydb.Acl("features", name="features", user_names=[])

cache = aws.memorydb.Cluster(
    "features",
    name="features",
    acl_name=acl.name,
    engine="valkey",
    engine_version="7.3",
    node_type="db.r7g.16xlarge",
    num_shards=24,
    num_replicas_per_shard=2,
    subnet_group_name=subnet_group.name,
    snapshot_retention_limit=3,
    tls_enabled=True,
)

pulumi.export("address", cache.cluster_endpoints)
