"""Confluent Cloud cluster for order events.

Confluent dedicated multi-zone Kafka cluster of 48 CKUs, above 80,000 $ a month.
"""

import pulumi

environment = pulumi.CustomResource(
    "confluentcloud:index/environment:Environment",
    "orders-env",
    {"displayName": "orders", "streamGovernance": {"package": "ESSENTIALS"}},
)
cluster = pulumi.CustomResource(
    "confluentcloud:index/kafkaCluster:KafkaCluster",
    "orders-kafka",
    {
        "displayName": "orders",
        "availability": "MULTI_ZONE",
        "cloud": "AWS",
        "region": "us-east-1",
        "dedicated": {"cku": 48},
        "environment": {"id": environment.id},
    },
)
topics = {"orders": 96, "refunds": 24, "shipments": 48}
for topic, partitions in topics.items():
    pulumi.CustomResource(
        "confluentcloud:index/kafkaTopic:KafkaTopic",
        f"topic-{topic}",
        {
            "kafkaCluster": {"id": cluster.id},
            "topicName": topic,
            "partitionsCount": partitions,
            "config": {"retention.ms": "604800000", "min.insync.replicas": "2"},
        },
    )
pulumi.export("cluster", cluster.id)
