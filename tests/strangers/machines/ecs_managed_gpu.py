"""GPU inference on ECS Managed Instances.

An ECS service of 30 tasks with 4 GPUs each, for which a Managed Instances capacity provider rents L40S/A10G machines (120 GPUs always
on).
"""

import json

import pulumi_aws as aws

cluster = aws.ecs.Cluster("vision-inference")

provider = aws.ecs.CapacityProvider(
    "gpu",
    name="gpu-managed",
    cluster=cluster.name,
    managed_instances_provider={
        "infrastructure_role_arn": "arn:aws:iam::111122223333:role/ecsInfrastructureRole",
        "propagate_tags": "CAPACITY_PROVIDER",
        "instance_launch_template": {
            "ec2_instance_profile_arn": "arn:aws:iam::111122223333:instance-profile/ecsInstanceRole",
            "network_configuration": {"subnets": ["subnet-0a1b2c3d4e5f60718"]},
            "instance_requirements": {
                "vcpu_count": {"min": 48},
                "memory_mib": {"min": 196608},
                "accelerator_types": ["gpu"],
                "accelerator_count": {"min": 4},
                "accelerator_names": ["l40s", "a10g"],
            },
        },
    },
)

task = aws.ecs.TaskDefinition(
    "detector",
    family="detector",
    requires_compatibilities=["MANAGED_INSTANCES"],
    network_mode="awsvpc",
    cpu="32768",
    memory="131072",
    container_definitions=json.dumps(
        [
            {
                "name": "detector",
                "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/detector:3.2",
                "essential": True,
                "resourceRequirements": [{"type": "GPU", "value": "4"}],
            }
        ]
    ),
)

aws.ecs.Service(
    "detector",
    cluster=cluster.arn,
    task_definition=task.arn,
    desired_count=30,
    capacity_provider_strategies=[{"capacity_provider": provider.name, "weight": 1}],
    network_configuration={"subnets": ["subnet-0a1b2c3d4e5f60718"]},
)
