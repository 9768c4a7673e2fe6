"""A ranking endpoint on one T4, two at peak, and the feature group that it reads."""

import json

import pulumi
import pulumi_aws as aws

ACCOUNT = aws.get_caller_identity().account_id
config = pulumi.Config()
image = config.get("image") or f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/ranker:1.8.2"

models = aws.s3.Bucket("ranker-models", versioning={"enabled": True})
features = aws.s3.Bucket("ranker-features")

role = aws.iam.Role(
    "ranker",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "ranker-sagemaker", role=role.name, policy_arn="arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
)
aws.iam.RolePolicy(
    "ranker-buckets",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketAcl"],
                    "Resource": [
                        models.arn,
                        pulumi.Output.concat(models.arn, "/*"),
                        features.arn,
                        pulumi.Output.concat(features.arn, "/*"),
                    ],
                }
            ],
        }
    ),
)

model = aws.sagemaker.Model(
    "ranker",
    execution_role_arn=role.arn,
    primary_container={
        "image": image,
        "model_data_url": pulumi.Output.concat("s3://", models.bucket, "/ranker/1.8.2/model.tar.gz"),
        "environment": {"WORKERS": "2", "REQUIRES_GPU": "T4"},
    },
)
endpoint_config = aws.sagemaker.EndpointConfiguration(
    "ranker",
    production_variants=[
        {
            "variant_name": "main",
            "model_name": model.name,
            "instance_type": "ml.g4dn.xlarge",
            "initial_instance_count": 1,
        }
    ],
)
endpoint = aws.sagemaker.Endpoint("ranker", name="ranker", endpoint_config_name=endpoint_config.name)

target = aws.appautoscaling.Target(
    "ranker",
    service_namespace="sagemaker",
    scalable_dimension="sagemaker:variant:DesiredInstanceCount",
    resource_id=endpoint.name.apply(lambda n: f"endpoint/{n}/variant/main"),
    min_capacity=1,
    max_capacity=2,
)
aws.appautoscaling.Policy(
    "ranker",
    policy_type="TargetTrackingScaling",
    service_namespace=target.service_namespace,
    scalable_dimension=target.scalable_dimension,
    resource_id=target.resource_id,
    target_tracking_scaling_policy_configuration={
        "target_value": 700,
        "scale_in_cooldown": 600,
        "predefined_metric_specification": {"predefined_metric_type": "SageMakerVariantInvocationsPerInstance"},
    },
)

columns = {"customer_id": "String", "event_time": "String", "orders_30d": "Integral", "basket_mean": "Fractional"}
aws.sagemaker.FeatureGroup(
    "customers",
    feature_group_name="customers",
    role_arn=role.arn,
    record_identifier_feature_name="customer_id",
    event_time_feature_name="event_time",
    feature_definitions=[{"feature_name": k, "feature_type": v} for k, v in columns.items()],
    online_store_config={"enable_online_store": True},
    offline_store_config={"s3_storage_config": {"s3_uri": pulumi.Output.concat("s3://", features.bucket, "/offline")}},
)
pulumi.export("endpoint", endpoint.name)
