"""Feature cache, active-active in three regions.

Every write to the MemoryDB multi-region cluster is replicated among us-east-1, eu-west-1 and ap-southeast-1.
"""

import pulumi
import pulumi_aws as aws

SITES = {"us-east-1": 4, "eu-west-1": 2, "ap-southeast-1": 2}  # region -> replicas per shard

features = aws.memorydb.MultiRegionCluster(
    "features",
    multi_region_cluster_name_suffix="features",
    node_type="db.r7g.4xlarge",
    engine="valkey",
    engine_version="7.3",
    num_shards=6,
    tls_enabled=True,
)

for region, replicas in SITES.items():
    here = pulumi.ResourceOptions(provider=aws.Provider(f"site-{region}", region=region))
    aws.memorydb.Cluster(
        f"features-{region}",
        name=f"features-{region}",
        acl_name="open-access",
        node_type="db.r7g.4xlarge",
        engine="valkey",
        engine_version="7.3",
        num_shards=6,
        num_replicas_per_shard=replicas,
        multi_region_cluster_name=features.multi_region_cluster_name,
        opts=here,
    )
