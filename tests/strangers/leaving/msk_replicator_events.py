"""Replicate the event backbone to the European MSK cluster.

All Kafka topics of the us-east-1 MSK cluster are replicated to the MSK cluster in eu-west-1 by an MSK Replicator.
"""

import pulumi_aws as aws

US_CLUSTER = "arn:aws:kafka:us-east-1:111122223333:cluster/events-us/0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0-5"
EU_CLUSTER = "arn:aws:kafka:eu-west-1:111122223333:cluster/events-eu/9f8e7d6c-5b4a-3928-1706-f5e4d3c2b1a0-2"

replicator = aws.msk.Replicator(
    "events-us-to-eu",
    region="eu-west-1",
    replicator_name="events-us-to-eu",
    service_execution_role_arn="arn:aws:iam::111122223333:role/msk-replicator",
    kafka_clusters=[
        {
            "amazon_msk_cluster": {"msk_cluster_arn": US_CLUSTER},
            "vpc_config": {
                "subnet_ids": ["subnet-0aa1", "subnet-0aa2", "subnet-0aa3"],
                "security_groups_ids": ["sg-0us"],
            },
        },
        {
            "amazon_msk_cluster": {"msk_cluster_arn": EU_CLUSTER},
            "vpc_config": {
                "subnet_ids": ["subnet-0bb1", "subnet-0bb2", "subnet-0bb3"],
                "security_groups_ids": ["sg-0eu"],
            },
        },
    ],
    replication_info_list={
        "source_kafka_cluster_arn": US_CLUSTER,
        "target_kafka_cluster_arn": EU_CLUSTER,
        "target_compression_type": "NONE",
        "topic_replications": [{"topics_to_replicates": [".*"], "starting_position": {"type": "EARLIEST"}}],
        "consumer_group_replications": [{"consumer_groups_to_replicates": [".*"]}],
    },
)
