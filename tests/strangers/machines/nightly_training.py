"""Nightly retraining of the ranking model straight from the scheduler.

EventBridge schedule that creates a SageMaker training job on 8 ml.p4d.24xlarge every night for up to 20 hours.
"""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "nightly-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": ["scheduler.amazonaws.com", "sagemaker.amazonaws.com"]},
                }
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "nightly-policy",
    role=role.id,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["sagemaker:CreateTrainingJob", "iam:PassRole"], "Resource": "*"}
            ],
        }
    ),
)
schedule = aws.scheduler.Schedule(
    "nightly-train",
    schedule_expression="cron(0 1 * * ? *)",
    schedule_expression_timezone="America/New_York",
    flexible_time_window={"mode": "OFF"},
    target={
        "arn": "arn:aws:scheduler:::aws-sdk:sagemaker:createTrainingJob",
        "role_arn": role.arn,
        "input": role.arn.apply(
            lambda arn: json.dumps(
                {
                    "TrainingJobName": "rank-<aws.scheduler.execution-id>",
                    "RoleArn": arn,
                    "AlgorithmSpecification": {
                        "TrainingImage": "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.5-gpu-py311",
                        "TrainingInputMode": "FastFile",
                    },
                    "OutputDataConfig": {"S3OutputPath": "s3://rank-models-us-east-1/out"},
                    "ResourceConfig": {
                        "InstanceType": "ml.p4d.24xlarge",
                        "InstanceCount": 8,
                        "VolumeSizeInGB": 500,
                    },
                    "StoppingCondition": {"MaxRuntimeInSeconds": 72000},
                }
            )
        ),
    },
)
pulumi.export("schedule", schedule.arn)
