"""Fine-tune the captioning model with shards streamed by mosaicml-streaming.

Training shards are streamed on every epoch from an S3 bucket in eu-central-1 to a SageMaker training job in us-east-1 through the
STREAMING_REMOTE environment variable.
"""

import pulumi
import pulumi_aws as aws

DATA_REGION = "eu-central-1"
IMAGE = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-gpu-py311-cu121-ubuntu20.04-sagemaker"

frankfurt = aws.Provider("frankfurt", region=DATA_REGION)
shards = aws.s3.Bucket(
    "caption-shards", bucket="acme-caption-shards-fra", opts=pulumi.ResourceOptions(provider=frankfurt)
)
output = aws.s3.Bucket("caption-runs", bucket="acme-caption-runs")

role = aws.iam.Role(
    "trainer",
    assume_role_policy="""{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}]
}""",
)

aws.sagemaker.TrainingJob(
    "caption-finetune",
    training_job_name="caption-finetune-v7",
    role_arn=role.arn,
    algorithm_specification={"training_image": IMAGE, "training_input_mode": "File"},
    environment={
        "STREAMING_REMOTE": shards.bucket.apply(lambda b: f"s3://{b}/mds/laion-subset/"),
        "STREAMING_LOCAL": "/opt/ml/cache",
        "S3_ENDPOINT_URL": f"https://s3.{DATA_REGION}.amazonaws.com",
        "EPOCHS": "12",
    },
    output_data_config={"s3_output_path": output.bucket.apply(lambda b: f"s3://{b}/models")},
    resource_config={"instance_type": "ml.p4d.24xlarge", "instance_count": 2, "volume_size_in_gb": 2000},
    stopping_condition={"max_runtime_in_seconds": 3 * 86400},
)
