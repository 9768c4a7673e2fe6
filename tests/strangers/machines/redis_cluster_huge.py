"""Session cache for the shop.

A Memorystore Redis cluster of 180 highmem-xlarge nodes (60 shards with two replicas), near 200,000 $ a month.
"""

import pulumi
import pulumi_gcp as gcp

policy = gcp.networkconnectivity.ServiceConnectionPolicy(
    "redis",
    location="us-central1",
    service_class="gcp-memorystore-redis",
    network="projects/vision/global/networks/shop",
    psc_config={"subnetworks": ["projects/vision/regions/us-central1/subnetworks/shop"]},
)

cache = gcp.redis.Cluster(
    "sessions",
    region="us-central1",
    shard_count=60,
    replica_count=2,
    node_type="REDIS_HIGHMEM_XLARGE",
    transit_encryption_mode="TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION",
    authorization_mode="AUTH_MODE_IAM_AUTH",
    psc_configs=[{"network": "projects/vision/global/networks/shop"}],
    opts=pulumi.ResourceOptions(depends_on=[policy]),
)
