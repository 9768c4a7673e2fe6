"""Daily push of the finished checkpoints to the partner's Google bucket.

Training checkpoints (multi-terabyte) are pushed from S3 in us-east-1 to a Google Cloud Storage bucket by `gcloud storage rsync`
running daily as an AWS Batch job.
"""

import json

import pulumi_aws as aws

job = aws.batch.JobDefinition(
    "push-checkpoints",
    type="container",
    platform_capabilities=["EC2"],
    timeout={"attempt_duration_seconds": 36000},
    container_properties=json.dumps(
        {
            "image": "google/cloud-sdk:slim",
            "command": [
                "bash",
                "-c",
                "gcloud storage rsync --recursive s3://acme-checkpoints/llm-70b gs://partner-eval-checkpoints/llm-70b",
            ],
            "resourceRequirements": [{"type": "VCPU", "value": "16"}, {"type": "MEMORY", "value": "32768"}],
            "secrets": [
                {
                    "name": "GOOGLE_CREDENTIALS",
                    "valueFrom": "arn:aws:secretsmanager:us-east-1:111122223333:secret:gcp-sa",
                }
            ],
        }
    ),
)

env = aws.batch.ComputeEnvironment(
    "copy",
    type="MANAGED",
    service_role="arn:aws:iam::111122223333:role/AWSBatchServiceRole",
    compute_resources={
        "type": "EC2",
        "instance_types": ["c6in"],
        "min_vcpus": 0,
        "max_vcpus": 64,
        "subnets": ["subnet-0c1d2e3f"],
        "security_group_ids": ["sg-0a1b2c3d"],
        "instance_role": "arn:aws:iam::111122223333:instance-profile/ecsInstanceRole",
    },
)
queue = aws.batch.JobQueue(
    "copy", priority=1, state="ENABLED", compute_environment_orders=[{"order": 1, "compute_environment": env.arn}]
)

rule = aws.cloudwatch.EventRule("daily", schedule_expression="rate(1 day)")
aws.cloudwatch.EventTarget(
    "daily",
    rule=rule.name,
    arn=queue.arn,
    role_arn="arn:aws:iam::111122223333:role/events-batch",
    batch_target={"job_definition": job.arn, "job_name": "push-checkpoints"},
)
