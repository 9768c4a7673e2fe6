"""Weekly churn model: a SageMaker pipeline of three steps started by EventBridge, all data in one region."""

import json

import pulumi
import pulumi_aws as aws

REGION = aws.get_region().region
account = aws.get_caller_identity().account_id
SKLEARN = f"683313688378.dkr.ecr.{REGION}.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
TRAINER = f"{account}.dkr.ecr.{REGION}.amazonaws.com/churn-train:12"


def trust(service):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
        }
    )


bucket = aws.s3.Bucket("churn-artifacts", versioning={"enabled": True})
role = aws.iam.Role(
    "churn-pipeline",
    assume_role_policy=trust("sagemaker.amazonaws.com"),
    managed_policy_arns=["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"],
)


def step(name, kind, arguments, after=None):
    return {"Name": name, "Type": kind, "Arguments": arguments, "DependsOn": [after] if after else []}


def definition(args) -> str:
    bucket_name, role_arn = args

    def processing(script, output):
        return {
            "ProcessingResources": {
                "ClusterConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 50}
            },
            "AppSpecification": {
                "ImageUri": SKLEARN,
                "ContainerEntrypoint": ["python3", f"/opt/ml/processing/code/{script}"],
            },
            "RoleArn": role_arn,
            "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
            "ProcessingOutputConfig": {
                "Outputs": [
                    {
                        "OutputName": "out",
                        "S3Output": {
                            "S3Uri": f"s3://{bucket_name}/{output}",
                            "LocalPath": "/opt/ml/processing/out",
                            "S3UploadMode": "EndOfJob",
                        },
                    }
                ]
            },
        }

    training = {
        "AlgorithmSpecification": {"TrainingImage": TRAINER, "TrainingInputMode": "FastFile"},
        "RoleArn": role_arn,
        "ResourceConfig": {"InstanceType": "ml.g5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 100},
        "StoppingCondition": {"MaxRuntimeInSeconds": 4 * 3600},
        "OutputDataConfig": {"S3OutputPath": f"s3://{bucket_name}/models"},
        "InputDataConfig": [
            {
                "ChannelName": "train",
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket_name}/prepared"}},
            }
        ],
        "HyperParameters": {"epochs": "20", "note": "tuned on p3.2xlarge in 2022"},
    }
    return json.dumps(
        {
            "Version": "2020-12-01",
            "Parameters": [],
            "Steps": [
                step("Prepare", "Processing", processing("prepare.py", "prepared")),
                step("Train", "Training", training, "Prepare"),
                step("Evaluate", "Processing", processing("evaluate.py", "reports"), "Train"),
            ],
        }
    )


pipeline = aws.sagemaker.Pipeline(
    "churn",
    pipeline_name="churn-weekly",
    pipeline_display_name="churn-weekly",
    role_arn=role.arn,
    pipeline_definition=pulumi.Output.all(bucket.bucket, role.arn).apply(definition),
    parallelism_configuration={"max_parallel_execution_steps": 2},
)
aws.sagemaker.ModelPackageGroup("churn", model_package_group_name="churn")

starter = aws.iam.Role("churn-starter", assume_role_policy=trust("scheduler.amazonaws.com"))
aws.iam.RolePolicy(
    "churn-starter",
    role=starter.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "sagemaker:StartPipelineExecution", "Resource": pipeline.arn}],
        }
    ),
)
aws.scheduler.Schedule(
    "churn-weekly",
    schedule_expression="cron(0 5 ? * SUN *)",
    flexible_time_window={"mode": "OFF"},
    target={
        "arn": pipeline.arn,
        "role_arn": starter.arn,
        "retry_policy": {"maximum_retry_attempts": 0},
        "sagemaker_pipeline_parameters": {"pipeline_parameters": []},
    },
)
pulumi.export("pipeline", pipeline.pipeline_name)
