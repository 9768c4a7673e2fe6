"""MirrorMaker 2 (Strimzi) between the US and Irish MSK clusters.

Strimzi MirrorMaker 2 copies the order topics from MSK brokers in us-east-1 to MSK brokers in eu-west-1.
"""

import pulumi_kubernetes as k8s

US = "b-1.orders.k3x9ab.c2.kafka.us-east-1.amazonaws.com:9096,b-2.orders.k3x9ab.c2.kafka.us-east-1.amazonaws.com:9096"
EU = "b-1.orders.p7r1cd.c4.kafka.eu-west-1.amazonaws.com:9096,b-2.orders.p7r1cd.c4.kafka.eu-west-1.amazonaws.com:9096"


def cluster(alias, servers):
    return {
        "alias": alias,
        "bootstrapServers": servers,
        "tls": {"trustedCertificates": []},
        "authentication": {
            "type": "scram-sha-512",
            "username": "mm2",
            "passwordSecret": {"secretName": f"msk-{alias}", "password": "password"},
        },
    }


ns = k8s.core.v1.Namespace("kafka", metadata={"name": "kafka"})

k8s.apiextensions.CustomResource(
    "orders-mm2",
    api_version="kafka.strimzi.io/v1beta2",
    kind="KafkaMirrorMaker2",
    metadata={"name": "orders-mm2", "namespace": ns.metadata["name"]},
    spec={
        "version": "3.8.0",
        "replicas": 4,
        "connectCluster": "eu",
        "clusters": [cluster("us", US), cluster("eu", EU)],
        "mirrors": [
            {
                "sourceCluster": "us",
                "targetCluster": "eu",
                "topicsPattern": "orders\\..*|payments\\..*",
                "groupsPattern": ".*",
                "sourceConnector": {
                    "tasksMax": 16,
                    "config": {"replication.factor": 3, "sync.topic.acls.enabled": "false"},
                },
                "checkpointConnector": {"config": {"checkpoints.topic.replication.factor": 3}},
            }
        ],
    },
)
