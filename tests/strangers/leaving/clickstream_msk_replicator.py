"""Replicate the clickstream topics to the Frankfurt Kafka cluster.

The clickstream topics are continuously copied from the MSK cluster in us-east-1 to the MSK cluster in eu-central-1 by MSK Replicator.
"""

import pulumi
import pulumi_aws as aws

frankfurt = pulumi.ResourceOptions(provider=aws.Provider("frankfurt", region="eu-central-1"))

SOURCE = "arn:aws:kafka:us-east-1:111122223333:cluster/clicks/3f1e6a0e-0d5b-4cb0-9f55-1f1f2f3f4f5f-10"
TARGET = "arn:aws:kafka:eu-central-1:111122223333:cluster/clicks-eu/7a2e6a0e-1d5b-4cb0-9f55-6a6b6c6d6e6f-4"

replicator = aws.msk.Replicator(
    "clickstream-replicator",
    replicator_name="clickstream-to-eu",
    description="clickstream, orders and sessions",
    service_execution_role_arn="arn:aws:iam::111122223333:role/msk-replicator",
    kafka_clusters=[
        {
            "amazon_msk_cluster": {"msk_cluster_arn": SOURCE},
            "vpc_config": {
                "subnet_ids": ["subnet-01aa", "subnet-02bb", "subnet-03cc"],
                "security_groups_ids": ["sg-0use1kafka"],
            },
        },
        {
            "amazon_msk_cluster": {"msk_cluster_arn": TARGET},
            "vpc_config": {
                "subnet_ids": ["subnet-11aa", "subnet-12bb", "subnet-13cc"],
                "security_groups_ids": ["sg-0euc1kafka"],
            },
        },
    ],
    replication_info_list={
        "source_kafka_cluster_arn": SOURCE,
        "target_kafka_cluster_arn": TARGET,
        "target_compression_type": "LZ4",
        "topic_replications": [
            {
                "topics_to_replicates": ["clicks.*", "orders", "sessions"],
                "copy_topic_configurations": True,
                "detect_and_copy_new_topics": True,
            }
        ],
        "consumer_group_replications": [{"consumer_groups_to_replicates": [".*"]}],
    },
    opts=frankfurt,
)
pulumi.export("replicator", replicator.arn)
