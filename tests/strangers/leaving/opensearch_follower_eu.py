"""Let the Frankfurt search cluster follow the product indexes of the main one.

The OpenSearch domain in eu-central-1 replicates (cross-cluster replication) the product indexes of the domain in us-east-1 over an
outbound connection.
"""

import pulumi
import pulumi_aws as aws

ACCOUNT = "111122223333"
eu = aws.Provider("eu", region="eu-central-1")


def domain(name, opts=None):
    return aws.opensearch.Domain(
        name,
        domain_name=name,
        engine_version="OpenSearch_2.13",
        cluster_config={"instance_type": "r6g.2xlarge.search", "instance_count": 6},
        ebs_options={"ebs_enabled": True, "volume_size": 1024, "volume_type": "gp3"},
        node_to_node_encryption={"enabled": True},
        encrypt_at_rest={"enabled": True},
        opts=opts,
    )


leader = domain("products")
follower = domain("products-eu", pulumi.ResourceOptions(provider=eu))

# the follower opens the connection: replication pulls the leader's segments
link = aws.opensearch.OutboundConnection(
    "eu-follows-us",
    connection_alias="us-leader",
    connection_mode="DIRECT",
    local_domain_info={"owner_id": ACCOUNT, "region": "eu-central-1", "domain_name": follower.domain_name},
    remote_domain_info={"owner_id": ACCOUNT, "region": "us-east-1", "domain_name": leader.domain_name},
    opts=pulumi.ResourceOptions(provider=eu),
)
aws.opensearch.InboundConnectionAccepter("accept-eu", connection_id=link.id)
