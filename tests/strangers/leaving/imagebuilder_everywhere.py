"""Golden GPU image, distributed to each region where we run inference.

Each week a 400 GB AMI built in us-east-1 is copied by EC2 Image Builder to us-west-2, eu-west-2, ap-northeast-2 and sa-east-1.
"""

import pulumi_aws as aws

INFERENCE_REGIONS = ("us-west-2", "eu-west-2", "ap-northeast-2", "sa-east-1")

recipe = aws.imagebuilder.ImageRecipe(
    "gpu-base",
    name="gpu-base",
    version="2.4.0",
    parent_image="arn:aws:imagebuilder:us-east-1:aws:image/ubuntu-server-22-lts-x86/x.x.x",
    components=[{"component_arn": "arn:aws:imagebuilder:us-east-1:111122223333:component/model-weights/1.0.0/1"}],
    block_device_mappings=[{"device_name": "/dev/sda1", "ebs": {"volume_size": 400, "volume_type": "gp3"}}],
)
infra = aws.imagebuilder.InfrastructureConfiguration(
    "gpu-builders", name="gpu-builders", instance_profile_name="imagebuilder", instance_types=["g5.2xlarge"]
)


def distribution(region):
    return aws.imagebuilder.DistributionConfigurationDistributionArgs(
        region=region,
        ami_distribution_configuration={"name": "gpu-base-{{ imagebuilder:buildDate }}"},
    )


dist = aws.imagebuilder.DistributionConfiguration(
    "gpu-base-regions",
    name="gpu-base-regions",
    distributions=[distribution(r) for r in ("us-east-1", *INFERENCE_REGIONS)],
)
aws.imagebuilder.ImagePipeline(
    "gpu-base-weekly",
    name="gpu-base-weekly",
    image_recipe_arn=recipe.arn,
    infrastructure_configuration_arn=infra.arn,
    distribution_configuration_arn=dist.arn,
    schedule={"schedule_expression": "cron(0 3 ? * sun *)"},
)
