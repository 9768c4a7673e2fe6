"""Session cache shared by the US and Irish storefronts.

Every write to the Redis session cache in us-east-1 is replicated to a secondary replication group in eu-west-1 by an ElastiCache
global datastore.
"""

import pulumi_aws as aws

primary = aws.elasticache.ReplicationGroup(
    "sessions",
    description="sessions, primary",
    engine="redis",
    engine_version="7.1",
    node_type="cache.r7g.2xlarge",
    num_cache_clusters=3,
    automatic_failover_enabled=True,
)

world = aws.elasticache.GlobalReplicationGroup(
    "sessions-world",
    global_replication_group_id_suffix="sessions",
    primary_replication_group_id=primary.id,
)

aws.elasticache.ReplicationGroup(
    "sessions-dublin",
    description="sessions, follower",
    global_replication_group_id=world.global_replication_group_id,
    num_cache_clusters=3,
    region="eu-west-1",
)
