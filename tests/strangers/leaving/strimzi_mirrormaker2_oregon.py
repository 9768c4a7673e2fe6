"""MirrorMaker 2 (Strimzi) in Ireland, reading the Oregon MSK cluster.

All clickstream topics of the MSK cluster in us-west-2 are mirrored to the Kafka cluster on EKS eu-west-1 by a Strimzi
KafkaMirrorMaker2.
"""

import pulumi
import pulumi_kubernetes as k8s

ireland = k8s.Provider("ireland", context="arn:aws:eks:eu-west-1:111122223333:cluster/streams")

OREGON = ",".join(f"b-{i}.clicks.f2x9qa.c4.kafka.us-west-2.amazonaws.com:9094" for i in (1, 2, 3))

k8s.apiextensions.CustomResource(
    "clickstream-mirror",
    api_version="kafka.strimzi.io/v1beta2",
    kind="KafkaMirrorMaker2",
    metadata={"name": "clickstream-mirror", "namespace": "kafka"},
    spec={
        "version": "3.8.0",
        "replicas": 6,
        "connectCluster": "ireland",
        "clusters": [
            {"alias": "oregon", "bootstrapServers": OREGON, "tls": {"trustedCertificates": []}},
            {
                "alias": "ireland",
                "bootstrapServers": "streams-kafka-bootstrap.kafka.svc:9092",
                "config": {"replication.factor": 3},
            },
        ],
        "mirrors": [
            {
                "sourceCluster": "oregon",
                "targetCluster": "ireland",
                "topicsPattern": "clicks\\..*",
                "groupsPattern": ".*",
                "sourceConnector": {"tasksMax": 24, "config": {"offset-syncs.topic.replication.factor": 3}},
            }
        ],
    },
    opts=pulumi.ResourceOptions(provider=ireland),
)
