"""Weekly disaster-recovery copy of the billing cluster's snapshot, driven by Step Functions in Frankfurt.

Aurora cluster snapshots of us-east-1 are copied weekly to eu-central-1 by a Step Functions state machine there, which calls
rds:copyDBClusterSnapshot with SourceRegion us-east-1.
"""

import json

import pulumi
import pulumi_aws as aws

frankfurt = pulumi.ResourceOptions(provider=aws.Provider("frankfurt", region="eu-central-1"))

role = aws.iam.Role(
    "dr-copy",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": ["states.amazonaws.com", "scheduler.amazonaws.com"]},
                }
            ],
        }
    ),
)

definition = {
    "StartAt": "Copy",
    "States": {
        "Copy": {
            "Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:rds:copyDBClusterSnapshot",
            "Parameters": {
                "SourceDBClusterSnapshotIdentifier": "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:billing-weekly",
                "TargetDBClusterSnapshotIdentifier.$": "States.Format('billing-dr-{}', $$.Execution.Name)",
                "SourceRegion": "us-east-1",
                "KmsKeyId": "alias/aws/rds",
            },
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "MaxAttempts": 5}],
            "End": True,
        },
    },
}

machine = aws.sfn.StateMachine("weekly-dr", role_arn=role.arn, definition=json.dumps(definition), opts=frankfurt)

aws.scheduler.Schedule(
    "sundays",
    schedule_expression="cron(0 4 ? * SUN *)",
    flexible_time_window={"mode": "OFF"},
    target={"arn": machine.arn, "role_arn": role.arn},
    opts=frankfurt,
)
