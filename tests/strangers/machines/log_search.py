"""Search domain for a year of audit logs.

OpenSearch domain of 40 r7g.12xlarge.search data nodes plus UltraWarm large nodes.
"""

import pulumi
import pulumi_aws as aws

zones = 2
data_nodes = 20 * zones

domain = aws.opensearch.Domain(
    "audit-logs",
    domain_name="audit-logs",
    engine_version="OpenSearch_2.17",
    cluster_config={
        "instance_type": "r7g.12xlarge.search",
        "instance_count": data_nodes,
        "zone_awareness_enabled": True,
        "zone_awareness_config": {"availability_zone_count": zones},
        "dedicated_master_enabled": True,
        "dedicated_master_type": "m7g.2xlarge.search",
        "dedicated_master_count": 3,
        "warm_enabled": True,
        "warm_type": "ultrawarm1.large.search",
        "warm_count": 12,
    },
    ebs_options={"ebs_enabled": True, "volume_type": "gp3", "volume_size": 3000},
    encrypt_at_rest={"enabled": True},
    node_to_node_encryption={"enabled": True},
    domain_endpoint_options={"enforce_https": True, "tls_security_policy": "Policy-Min-TLS-1-2-2019-07"},
)
pulumi.export("endpoint", domain.endpoint)
