"""Cluster link: the Singapore Kafka cluster mirrors the market data of the Virginia one.

A Confluent cluster link mirrors quotes, trades and order books from a Kafka cluster in us-east-1 to one in ap-southeast-1.
"""

import pulumi

KAFKA = "confluentcloud:index/kafkaCluster:KafkaCluster"
env = {"id": "env-7x2qp"}


def dedicated(name, region):
    return pulumi.CustomResource(
        KAFKA,
        name,
        {
            "displayName": name,
            "cloud": "AWS",
            "region": region,
            "availability": "MULTI_ZONE",
            "dedicated": {"cku": 4},
            "environment": env,
        },
    )


virginia = dedicated("market-us", "us-east-1")
singapore = dedicated("market-sg", "ap-southeast-1")

link = pulumi.CustomResource(
    "confluentcloud:index/clusterLink:ClusterLink",
    "us-to-sg",
    {
        "linkName": "us-to-sg",
        "linkMode": "DESTINATION",
        "sourceKafkaCluster": {
            "id": virginia.id,
            "bootstrapEndpoint": "pkc-4r087.us-east-1.aws.confluent.cloud:9092",
            "credentials": {"key": "SRC", "secret": pulumi.Output.secret("x")},
        },
        "destinationKafkaCluster": {
            "id": singapore.id,
            "restEndpoint": "https://pkc-p11xm.ap-southeast-1.aws.confluent.cloud:443",
            "credentials": {"key": "DST", "secret": pulumi.Output.secret("x")},
        },
    },
)
for topic in ("quotes", "trades", "orderbook-l2"):
    pulumi.CustomResource(
        "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic",
        f"mirror-{topic}",
        {
            "sourceKafkaTopic": {"topicName": topic},
            "clusterLink": {"linkName": "us-to-sg"},
            "kafkaCluster": {
                "id": singapore.id,
                "restEndpoint": "https://pkc-p11xm.ap-southeast-1.aws.confluent.cloud:443",
                "credentials": {"key": "DST", "secret": pulumi.Output.secret("x")},
            },
        },
        pulumi.ResourceOptions(depends_on=[link]),
    )
