"""Strimzi MirrorMaker 2: the London GKE cluster copies the topics of the Iowa brokers.

A Strimzi MirrorMaker 2 on GKE in europe-west2 copies bid and impression topics from Kafka brokers in us-central1.
"""

import pulumi
import pulumi_kubernetes as k8s

london = k8s.Provider("london", context="gke_vision_europe-west2_streaming")
BROKERS = {
    "iowa": "kafka-bootstrap.us-central1.streaming.acme.internal:9094",
    "london": "streaming-kafka-bootstrap.kafka.svc:9092",
}


def mirror(topics):
    return {
        "sourceCluster": "iowa",
        "targetCluster": "london",
        "sourceConnector": {"tasksMax": 32, "config": {"replication.factor": 3, "sync.topic.acls.enabled": "false"}},
        "checkpointConnector": {"config": {"sync.group.offsets.enabled": "true"}},
        "topicsPattern": topics,
        "groupsPattern": ".*",
    }


k8s.apiextensions.CustomResource(
    "from-iowa",
    api_version="kafka.strimzi.io/v1beta2",
    kind="KafkaMirrorMaker2",
    metadata={"name": "from-iowa", "namespace": "kafka"},
    spec={
        "version": "3.7.0",
        "replicas": 6,
        "connectCluster": "london",
        "clusters": [{"alias": a, "bootstrapServers": b} for a, b in BROKERS.items()],
        "mirrors": [mirror("bids|auctions|impressions.*")],
        "resources": {"requests": {"cpu": "4", "memory": "16Gi"}},
    },
    opts=pulumi.ResourceOptions(provider=london),
)
