"""Mirror the clickstream topics to the Sydney Kafka cluster for the APAC team.

Clickstream Kafka topics are mirrored uncompressed from an MSK cluster in us-east-1 to one in ap-southeast-2 by MSK Replicator.
"""

import pulumi
import pulumi_aws as aws

cfg = {
    "source": {
        "arn": "arn:aws:kafka:us-east-1:111122223333:cluster/clicks/0b1c2d3e-4f50-4a6b-8c7d-1234567890ab-5",
        "subnets": ["subnet-0aa1", "subnet-0aa2"],
        "sgs": ["sg-0aa"],
    },
    "target": {
        "arn": "arn:aws:kafka:ap-southeast-2:111122223333:cluster/clicks-apac/9f8e7d6c-5b4a-4c3d-9e1f-ba0987654321-2",
        "subnets": ["subnet-0bb1", "subnet-0bb2"],
        "sgs": ["sg-0bb"],
    },
}


def cluster(side):
    return aws.msk.ReplicatorKafkaClusterArgs(
        amazon_msk_cluster={"msk_cluster_arn": cfg[side]["arn"]},
        vpc_config={"subnet_ids": cfg[side]["subnets"], "security_groups_ids": cfg[side]["sgs"]},
    )


sydney = aws.Provider("sydney", region="ap-southeast-2")
role = aws.iam.Role(
    "msk-replicator",
    assume_role_policy="""{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Principal": {"Service": "kafka.amazonaws.com"}, "Action": "sts:AssumeRole"}]
}""",
)

aws.msk.Replicator(
    "clicks-to-apac",
    replicator_name="clicks-to-apac",
    service_execution_role_arn=role.arn,
    kafka_clusters=[cluster("source"), cluster("target")],
    replication_info_list={
        "source_kafka_cluster_arn": cfg["source"]["arn"],
        "target_kafka_cluster_arn": cfg["target"]["arn"],
        "target_compression_type": "NONE",
        "topic_replications": [
            {"topics_to_replicates": ["clicks.*", "impressions.*"], "detect_and_copy_new_topics": True}
        ],
        "consumer_group_replications": [{"consumer_groups_to_replicates": [".*"]}],
    },
    opts=pulumi.ResourceOptions(provider=sydney),
)
