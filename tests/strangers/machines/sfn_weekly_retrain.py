"""Weekly retraining of the ranking model by Step Functions.

A Step Functions machine, run weekly by a schedule, that starts SageMaker training jobs on 16 ml.p4d.24xlarge (128 A100) for up to
three days.
"""

import json

import pulumi
import pulumi_aws as aws

sfn_role = "arn:aws:iam::111122223333:role/ranking-sfn"
training_role = "arn:aws:iam::111122223333:role/ranking-training"

train = {
    "Type": "Task",
    "Resource": "arn:aws:states:::sagemaker:createTrainingJob.sync",
    "Parameters": {
        "TrainingJobName.$": "States.Format('ranking-{}', $$.Execution.Name)",
        "RoleArn": training_role,
        "AlgorithmSpecification": {
            "TrainingImage": "111122223333.dkr.ecr.us-east-1.amazonaws.com/ranking:latest",
            "TrainingInputMode": "FastFile",
        },
        "ResourceConfig": {"InstanceType": "ml.p4d.24xlarge", "InstanceCount": 16, "VolumeSizeInGB": 1000},
        "StoppingCondition": {"MaxRuntimeInSeconds": 60 * 60 * 24 * 3},
        "OutputDataConfig": {"S3OutputPath": "s3://vision-ranking/models/"},
    },
    "End": True,
}

machine = aws.sfn.StateMachine(
    "ranking-retrain",
    role_arn=sfn_role,
    definition=json.dumps({"StartAt": "Train", "States": {"Train": train}}),
)

aws.scheduler.Schedule(
    "ranking-weekly",
    schedule_expression="rate(7 days)",
    flexible_time_window={"mode": "OFF"},
    target={"arn": machine.arn, "role_arn": sfn_role},
)

pulumi.export("machine", machine.arn)
