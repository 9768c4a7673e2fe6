"""An operator mirrors the topics of a Kafka cluster in another region.

Answer: cross-region-transfer fail mirror
"""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s

cluster = aws.eks.Cluster(
    "cluster",
    role_arn="arn:aws:iam::123456789012:role/cluster",
    vpc_config={"subnet_ids": ["subnet-0a", "subnet-0b"]},
)
inside = k8s.Provider("inside", kubeconfig=cluster.endpoint.apply(lambda it: f"server: {it}"))
k8s.apiextensions.CustomResource(
    "mirror",
    api_version="kafka.strimzi.io/v1beta2",
    kind="KafkaMirrorMaker2",
    spec={
        "clusters": [
            {"alias": "there", "bootstrapServers": "b-1.events.a1b2.c2.kafka.eu-west-1.amazonaws.com:9096"},
            {"alias": "here", "bootstrapServers": "events-kafka-bootstrap:9092"},
        ]
    },
    opts=pulumi.ResourceOptions(provider=inside),
)
