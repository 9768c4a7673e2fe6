"""Real-time video captioning endpoint with target tracking on invocations.

SageMaker endpoint on ml.g5.48xlarge (8 A10G) that application auto scaling may grow from 2 to 24 instances.
"""

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
image = cfg.get("image") or "763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.30.0-lmi12.0.0-cu124"

role = aws.iam.Role(
    "caption-role",
    assume_role_policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}}
            ],
        }
    ),
    managed_policy_arns=["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"],
)
model = aws.sagemaker.Model(
    "caption-model",
    execution_role_arn=role.arn,
    primary_container={"image": image, "model_data_url": "s3://vision-captions-us-east-1/model.tar.gz"},
)
config = aws.sagemaker.EndpointConfiguration(
    "caption-config",
    production_variants=[
        {
            "variant_name": "main",
            "model_name": model.name,
            "instance_type": "ml.g5.48xlarge",
            "initial_instance_count": 2,
            "container_startup_health_check_timeout_in_seconds": 900,
        }
    ],
)
endpoint = aws.sagemaker.Endpoint("caption-endpoint", endpoint_config_name=config.name)

capacity = aws.appautoscaling.Target(
    "caption-variant-capacity",
    service_namespace="sagemaker",
    resource_id=endpoint.name.apply(lambda n: f"endpoint/{n}/variant/main"),
    scalable_dimension="sagemaker:variant:DesiredInstanceCount",
    min_capacity=2,
    max_capacity=24,
)
aws.appautoscaling.Policy(
    "caption-tracking",
    policy_type="TargetTrackingScaling",
    service_namespace=capacity.service_namespace,
    resource_id=capacity.resource_id,
    scalable_dimension=capacity.scalable_dimension,
    target_tracking_scaling_policy_configuration={
        "target_value": 60,
        "predefined_metric_specification": {
            "predefined_metric_type": "SageMakerVariantInvocationsPerInstance",
        },
    },
)
pulumi.export("endpoint", endpoint.name)
