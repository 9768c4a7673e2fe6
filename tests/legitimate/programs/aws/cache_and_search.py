"""A cache over two zones and a search domain, of ordinary size."""

import pulumi_aws as aws

aws.elasticache.ReplicationGroup(
    "sessions",
    description="sessions",
    node_type="cache.t4g.small",
    num_cache_clusters=2,
    automatic_failover_enabled=True,
    engine="valkey",
)
aws.opensearch.Domain(
    "catalogue",
    engine_version="OpenSearch_2.19",
    cluster_config={"instance_type": "t3.small.search", "instance_count": 2},
    ebs_options={"ebs_enabled": True, "volume_size": 20, "volume_type": "gp3"},
)
