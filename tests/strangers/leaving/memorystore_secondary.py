"""Feature cache with a secondary cluster for the Osaka serving stack.

Memorystore for Redis Cluster replicates all writes from the primary in us-central1 to a secondary cluster in asia-northeast2.
"""

import pulumi_gcp as gcp

shape = {
    "shard_count": 10,
    "replica_count": 1,
    "node_type": "REDIS_HIGHMEM_XLARGE",
    "transit_encryption_mode": "TRANSIT_ENCRYPTION_MODE_DISABLED",
    "authorization_mode": "AUTH_MODE_DISABLED",
}


def psc(region):
    return [{"network": "projects/vision/global/networks/serving"}]


primary = gcp.redis.Cluster(
    "features-primary",
    name="features-primary",
    region="us-central1",
    psc_configs=psc("us-central1"),
    **shape,
)
secondary = gcp.redis.Cluster(
    "features-osaka",
    name="features-osaka",
    region="asia-northeast2",
    psc_configs=psc("asia-northeast2"),
    cross_cluster_replication_config={
        "cluster_role": "SECONDARY",
        "primary_cluster": {"cluster": primary.id},
    },
    **shape,
)
