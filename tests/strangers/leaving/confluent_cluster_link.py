"""Confluent Cloud: mirror the order topics from the AWS cluster to the Frankfurt cluster on Google.

A Confluent cluster link with mirror topics copies all order topics from a dedicated cluster in AWS us-east-1 to one in GCP
europe-west3.
"""

import pulumi

env = pulumi.CustomResource("confluentcloud:index/environment:Environment", "prod", {"displayName": "prod"})


def cluster(name, cloud, region):
    return pulumi.CustomResource(
        "confluentcloud:index/kafkaCluster:KafkaCluster",
        name,
        {
            "displayName": name,
            "cloud": cloud,
            "region": region,
            "availability": "MULTI_ZONE",
            "dedicated": {"cku": 8},
            "environment": {"id": env.id},
        },
    )


orders_us = cluster("orders-us", "AWS", "us-east-1")
orders_eu = cluster("orders-eu", "GCP", "europe-west3")

link = pulumi.CustomResource(
    "confluentcloud:index/clusterLink:ClusterLink",
    "us-to-frankfurt",
    {
        "linkName": "us-to-frankfurt",
        "sourceKafkaCluster": {
            "id": orders_us.id,
            "bootstrapEndpoint": "SASL_SSL://pkc-4kgmg.us-east-1.aws.confluent.cloud:9092",
        },
        "destinationKafkaCluster": {
            "id": orders_eu.id,
            "restEndpoint": "https://pkc-lq8v7.europe-west3.gcp.confluent.cloud:443",
        },
        "config": {
            "auto.create.mirror.topics.enable": "true",
            "auto.create.mirror.topics.filters": '{"topicFilters":[{"name":"orders.","patternType":"PREFIXED","filterType":"INCLUDE"}]}',
        },
    },
)
