"""SageMaker: notebooks, models, endpoints, a domain; and a capacity reservation."""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role("sagemaker", assume_role_policy=json.dumps({"Statement": []}))
configuration = aws.sagemaker.NotebookInstanceLifecycleConfiguration("stop", on_start="IyEvYmluL3No")
aws.sagemaker.NotebookInstance(
    "lab",
    role_arn=role.arn,
    instance_type="ml.g5.xlarge",
    volume_size=50,
    lifecycle_config_name=configuration.name,
    instance_metadata_service_configuration={"minimum_instance_metadata_service_version": "2"},
)
model = aws.sagemaker.Model(
    "model",
    execution_role_arn=role.arn,
    primary_container={"image": "x", "model_data_url": "s3://x", "environment": {"WORKERS": 2}},
    vpc_config={"subnets": ["subnet-1"], "security_group_ids": ["sg-1"]},
)
endpoint = aws.sagemaker.EndpointConfiguration(
    "model",
    production_variants=[
        {
            "variant_name": "all",
            "model_name": model.name,
            "initial_instance_count": 1,
            "instance_type": "ml.g5.xlarge",
            "managed_instance_scaling": {"status": "ENABLED", "min_instance_count": 0, "max_instance_count": 2},
        },
        {"model_name": model.name, "serverless_config": {"max_concurrency": 5, "memory_size_in_mb": 2048}},
    ],
    async_inference_config={"output_config": {"s3_output_path": "s3://x"}},
)
aws.sagemaker.Endpoint("model", endpoint_config_name=endpoint.name)
aws.sagemaker.Domain(
    "lab",
    domain_name="lab",
    auth_mode="IAM",
    vpc_id="vpc-1",
    subnet_ids=["subnet-1"],
    default_user_settings={
        "execution_role": role.arn,
        "jupyter_lab_app_settings": {
            "default_resource_spec": {"instance_type": "ml.t3.medium"},
            "app_lifecycle_management": {
                "idle_settings": {"idle_timeout_in_minutes": 60, "lifecycle_management": "ENABLED"}
            },
        },
    },
)
aws.ec2.CapacityReservation(
    "p5",
    instance_type=aws.ec2.InstanceType.G4DN_X_LARGE,
    instance_platform="Linux/UNIX",
    availability_zone="eu-west-1a",
    instance_count=1,
)
aws.ec2.SpotFleetRequest(
    "fleet",
    iam_fleet_role=role.arn,
    target_capacity=2,
    launch_specifications=[
        {
            "ami": "ami-1",
            "instance_type": "g5.xlarge",
            "root_block_devices": [{"volume_size": 100, "volume_type": "gp3"}],
        }
    ],
)
aws.ec2.Fleet(
    "fleet",
    target_capacity_specification={"default_target_capacity_type": "spot", "total_target_capacity": 5},
    launch_template_configs=[
        {
            "launch_template_specification": {"launch_template_id": "lt-1", "version": "1"},
            "overrides": [{"instance_requirements": {"memory_mib": {"min": 500}, "vcpu_count": {"min": 4}}}],
        }
    ],
)
aws.ec2.SpotInstanceRequest("one", ami="ami-1", instance_type="g5.xlarge", spot_price="0.5", wait_for_fulfillment=True)
aws.ec2.PlacementGroup("gang", strategy=aws.ec2.PlacementStrategy.CLUSTER)
pulumi.export("role", role.arn)
