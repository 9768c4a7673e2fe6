"""Serving endpoint for the support assistant, behind a scaling target.

A SageMaker endpoint of ml.g5.48xlarge (8 A10G each) that an application scaling target holds at 6 and lets grow to 20 instances.
"""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "assistant-exec",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}}
            ],
        }
    ),
)

model = aws.sagemaker.Model(
    "assistant-70b",
    execution_role_arn=role.arn,
    primary_container={
        "image": "763104351884.dkr.ecr.us-east-1.amazonaws.com/djl-inference:0.31.0-lmi13.0.0-cu124",
        "environment": {"HF_MODEL_ID": "meta-llama/Llama-3.1-70B-Instruct", "OPTION_TENSOR_PARALLEL_DEGREE": "8"},
    },
)

config = aws.sagemaker.EndpointConfiguration(
    "assistant-config",
    production_variants=[
        {
            "variant_name": "main",
            "model_name": model.name,
            "instance_type": "ml.g5.2xlarge" if pulumi.get_stack() == "prod-lite" else "ml.g5.48xlarge",
            "initial_instance_count": 1,
            "container_startup_health_check_timeout_in_seconds": 1800,
        }
    ],
)

endpoint = aws.sagemaker.Endpoint("assistant", endpoint_config_name=config.name)

target = aws.appautoscaling.Target(
    "assistant-scaling",
    service_namespace="sagemaker",
    scalable_dimension="sagemaker:variant:DesiredInstanceCount",
    resource_id=endpoint.name.apply(lambda n: f"endpoint/{n}/variant/main"),
    min_capacity=6,
    max_capacity=20,
)

aws.appautoscaling.Policy(
    "assistant-invocations",
    policy_type="TargetTrackingScaling",
    service_namespace=target.service_namespace,
    scalable_dimension=target.scalable_dimension,
    resource_id=target.resource_id,
    target_tracking_scaling_policy_configuration={
        "target_value": 12.0,
        "predefined_metric_specification": {"predefined_metric_type": "SageMakerVariantInvocationsPerInstance"},
    },
)

pulumi.export("endpoint", endpoint.name)
