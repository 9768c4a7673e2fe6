"""Confluent cluster link from the AWS cluster to the Google Cloud one.

A Confluent cluster link continuously mirrors the orders topic from the AWS us-east-1 cluster to the Google Cloud europe-west3 cluster.
"""

import pulumi

config = pulumi.Config()
env = pulumi.CustomResource("confluentcloud:index/environment:Environment", "prod", {"displayName": "prod"})


def cluster(name, cloud, region):
    return pulumi.CustomResource(
        "confluentcloud:index/kafkaCluster:KafkaCluster",
        name,
        {
            "displayName": name,
            "availability": "MULTI_ZONE",
            "cloud": cloud,
            "region": region,
            "dedicated": {"cku": 2},
            "environment": {"id": env.id},
        },
    )


us = cluster("orders-us", "AWS", "us-east-1")
eu = cluster("orders-eu", "GCP", "europe-west3")

key = config.get_secret("linkKey") or "changeme"
link = pulumi.CustomResource(
    "confluentcloud:index/clusterLink:ClusterLink",
    "orders-link",
    {
        "linkName": "orders-us-to-eu",
        "linkMode": "DESTINATION",
        "connectionMode": "OUTBOUND",
        "sourceKafkaCluster": {
            "id": us.id,
            "bootstrapEndpoint": "pkc-4nym6.us-east-1.aws.confluent.cloud:9092",
            "credentials": {"key": "LINKSRC", "secret": key},
        },
        "destinationKafkaCluster": {
            "id": eu.id,
            "restEndpoint": "https://pkc-7xoy1.europe-west3.gcp.confluent.cloud:443",
            "credentials": {"key": "LINKDST", "secret": key},
        },
        "config": {"consumer.offset.sync.enable": "true"},
    },
)
pulumi.CustomResource(
    "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic",
    "orders-mirror",
    {
        "sourceKafkaTopic": {"topicName": "orders"},
        "clusterLink": {"linkName": "orders-us-to-eu"},
        "kafkaCluster": {
            "id": eu.id,
            "restEndpoint": "https://pkc-7xoy1.europe-west3.gcp.confluent.cloud:443",
            "credentials": {"key": "LINKDST", "secret": key},
        },
    },
    opts=pulumi.ResourceOptions(depends_on=[link]),
)
