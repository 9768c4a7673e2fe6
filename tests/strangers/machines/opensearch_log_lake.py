"""Central log search, hot and warm.

An OpenSearch domain of 48 r6g.12xlarge data nodes and 40 ultrawarm1.large nodes, above 200,000 $ a month.
"""

import pulumi
import pulumi_aws as aws

domain = aws.opensearch.Domain(
    "logs",
    domain_name="central-logs",
    engine_version="OpenSearch_2.19",
    cluster_config=aws.opensearch.DomainClusterConfigArgs(
        instance_type="r6g.12xlarge.search",
        instance_count=48,
        dedicated_master_enabled=True,
        dedicated_master_type="r6g.4xlarge.search",
        dedicated_master_count=3,
        warm_enabled=True,
        warm_type="ultrawarm1.large.search",
        warm_count=40,
        zone_awareness_enabled=True,
        zone_awareness_config=aws.opensearch.DomainClusterConfigZoneAwarenessConfigArgs(availability_zone_count=3),
    ),
    ebs_options=aws.opensearch.DomainEbsOptionsArgs(ebs_enabled=True, volume_type="gp3", volume_size=6000),
    encrypt_at_rest=aws.opensearch.DomainEncryptAtRestArgs(enabled=True),
    node_to_node_encryption=aws.opensearch.DomainNodeToNodeEncryptionArgs(enabled=True),
)

pulumi.export("endpoint", domain.endpoint)
