"""A SageMaker training job on managed spot, that saves its work near by and has a longest run time."""

import json

import pulumi_aws as aws

TAGS = {"purpose": "training", "owner": "vision", "cost-center": "ml-1234", "penstock:save-within-seconds": "60"}
checkpoints = aws.s3.Bucket("checkpoints", tags=TAGS | {"penstock:use": "checkpoint"})
aws.s3.BucketLifecycleConfiguration(
    "checkpoints",
    bucket=checkpoints.id,
    rules=[
        {
            "id": "age",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "expiration": {"days": 30},
            "abort_incomplete_multipart_upload": {"days_after_initiation": 2},
        }
    ],
)
role = aws.iam.Role(
    "train",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}}
            ],
        }
    ),
    tags=TAGS,
)
aws.iam.RolePolicy(
    "train",
    role=role.id,
    policy=checkpoints.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": [f"{arn}/*"]}
                ],
            }
        )
    ),
)
aws.sagemaker.TrainingJob(
    "detector",
    training_job_name="detector-7",
    role_arn=role.arn,
    algorithm_specification={
        "training_image": "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.6-gpu-py312",
        "training_input_mode": "FastFile",
    },
    output_data_config={"s3_output_path": checkpoints.bucket.apply(lambda name: f"s3://{name}/models")},
    checkpoint_config={"s3_uri": checkpoints.bucket.apply(lambda name: f"s3://{name}/checkpoints")},
    resource_config={"instance_type": "ml.g5.2xlarge", "instance_count": 1, "volume_size_in_gb": 100},
    enable_managed_spot_training=True,
    stopping_condition={"max_runtime_in_seconds": 86400, "max_wait_time_in_seconds": 172800},
    tags=TAGS,
)
aws.budgets.Budget(
    "vision",
    budget_type="COST",
    limit_amount="2000",
    limit_unit="USD",
    time_unit="MONTHLY",
    notifications=[
        {
            "comparison_operator": "GREATER_THAN",
            "notification_type": "ACTUAL",
            "threshold": 80,
            "threshold_type": "PERCENTAGE",
            "subscriber_email_addresses": ["vision@example.com"],
        }
    ],
)
