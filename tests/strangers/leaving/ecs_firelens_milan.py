"""Checkout service; Fluent Bit ships its logs to the audit bucket the Italian entity owns.

Sixty Fargate tasks in us-east-1 write all their logs with FireLens/Fluent Bit to an S3 bucket in eu-south-1.
"""

import json

import pulumi
import pulumi_aws as aws

milan = aws.Provider("milan", region="eu-south-1")
audit = aws.s3.Bucket("audit-logs", bucket="acme-it-audit-logs", opts=pulumi.ResourceOptions(provider=milan))


def containers(bucket):
    return json.dumps(
        [
            {
                "name": "log-router",
                "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable",
                "essential": True,
                "firelensConfiguration": {"type": "fluentbit"},
                "memoryReservation": 128,
            },
            {
                "name": "checkout",
                "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/checkout:1.88",
                "essential": True,
                "memoryReservation": 2048,
                "logConfiguration": {
                    "logDriver": "awsfirelens",
                    "options": {
                        "Name": "s3",
                        "region": "eu-south-1",
                        "bucket": bucket,
                        "total_file_size": "100M",
                        "upload_timeout": "1m",
                        "use_put_object": "On",
                    },
                },
            },
        ]
    )


task = aws.ecs.TaskDefinition(
    "checkout",
    family="checkout",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="2048",
    memory="4096",
    task_role_arn="arn:aws:iam::111122223333:role/checkout",
    execution_role_arn="arn:aws:iam::111122223333:role/ecs-exec",
    container_definitions=audit.bucket.apply(containers),
)
aws.ecs.Service(
    "checkout-svc",
    cluster="prod",
    task_definition=task.arn,
    desired_count=60,
    launch_type="FARGATE",
    network_configuration={"subnets": ["subnet-0a", "subnet-0b"], "security_groups": ["sg-0c"]},
)
