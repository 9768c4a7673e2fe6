"""Order events: SNS fan-out to SQS queues, with a small Redis for deduplication."""

import json

import pulumi
import pulumi_aws as aws

topic = aws.sns.Topic("orders", kms_master_key_id="alias/aws/sns")

queues = {}
for consumer, visibility in {"shipping": 60, "invoicing": 120, "analytics": 300}.items():
    dead = aws.sqs.Queue(f"{consumer}-dlq", message_retention_seconds=14 * 24 * 3600)
    queue = aws.sqs.Queue(
        consumer,
        visibility_timeout_seconds=visibility,
        sqs_managed_sse_enabled=True,
        redrive_policy=dead.arn.apply(lambda arn: json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})),
    )
    aws.sqs.QueuePolicy(
        consumer,
        queue_url=queue.id,
        policy=pulumi.Output.all(queue.arn, topic.arn).apply(
            lambda a: json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "sns.amazonaws.com"},
                            "Action": "sqs:SendMessage",
                            "Resource": a[0],
                            "Condition": {"ArnEquals": {"aws:SourceArn": a[1]}},
                        }
                    ],
                }
            )
        ),
    )
    aws.sns.TopicSubscription(consumer, topic=topic.arn, protocol="sqs", endpoint=queue.arn, raw_message_delivery=True)
    aws.cloudwatch.MetricAlarm(
        f"{consumer}-dead",
        namespace="AWS/SQS",
        metric_name="ApproximateNumberOfMessagesVisible",
        dimensions={"QueueName": dead.name},
        statistic="Maximum",
        period=300,
        evaluation_periods=1,
        comparison_operator="GreaterThanThreshold",
        threshold=0,
    )
    queues[consumer] = queue

net = pulumi.StackReference("acme/network/prod")
cache_sg = aws.ec2.SecurityGroup(
    "redis",
    vpc_id=net.get_output("vpcId"),
    ingress=[{"protocol": "tcp", "from_port": 6379, "to_port": 6379, "cidr_blocks": ["10.0.0.0/8"]}],
)
redis = aws.elasticache.ReplicationGroup(
    "dedup",
    description="order deduplication",
    engine="redis",
    engine_version="7.1",
    node_type="cache.t4g.small",
    num_cache_clusters=2,
    automatic_failover_enabled=True,
    multi_az_enabled=True,
    at_rest_encryption_enabled=True,
    transit_encryption_enabled=True,
    snapshot_retention_limit=3,
    subnet_group_name=aws.elasticache.SubnetGroup("dedup", subnet_ids=net.get_output("privateSubnetIds")).name,
    security_group_ids=[cache_sg.id],
)
pulumi.export("redis", redis.primary_endpoint_address)
pulumi.export("queues", {k: q.url for k, q in queues.items()})
