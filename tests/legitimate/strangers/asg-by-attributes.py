"""Image-resizing workers: an auto scaling group that picks instances by attributes."""

import base64

import pulumi
import pulumi_aws as aws

ami = aws.ec2.get_ami(
    most_recent=True, owners=["amazon"], filters=[{"name": "name", "values": ["al2023-ami-2023.*-x86_64"]}]
)
vpc = aws.ec2.get_vpc(default=True)
subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [vpc.id]}])

USER_DATA = """#!/bin/bash
dnf install -y docker
systemctl enable --now docker
docker run -d --restart=always ghcr.io/acme/resizer:1.8
"""

template = aws.ec2.LaunchTemplate(
    "resizer",
    image_id=ami.id,
    user_data=base64.b64encode(USER_DATA.encode()).decode(),
    metadata_options={"http_tokens": "required"},
    block_device_mappings=[
        {
            "device_name": "/dev/xvda",
            "ebs": {"volume_size": 30, "volume_type": "gp3", "encrypted": "true"},
        }
    ],
    tag_specifications=[{"resource_type": "instance", "tags": {"Name": "resizer"}}],
)

group = aws.autoscaling.Group(
    "resizer",
    min_size=1,
    max_size=6,
    vpc_zone_identifiers=subnets.ids,
    health_check_grace_period=120,
    mixed_instances_policy=aws.autoscaling.GroupMixedInstancesPolicyArgs(
        instances_distribution=aws.autoscaling.GroupMixedInstancesPolicyInstancesDistributionArgs(
            on_demand_base_capacity=1,
            on_demand_percentage_above_base_capacity=0,
            spot_allocation_strategy="price-capacity-optimized",
        ),
        launch_template=aws.autoscaling.GroupMixedInstancesPolicyLaunchTemplateArgs(
            launch_template_specification=aws.autoscaling.GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecificationArgs(
                launch_template_id=template.id, version="$Latest"
            ),
            overrides=[
                aws.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideArgs(
                    instance_requirements=aws.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideInstanceRequirementsArgs(
                        vcpu_count={"min": 2, "max": 4},
                        memory_mib={"min": 4096, "max": 16384},
                        accelerator_count={"max": 0},
                        bare_metal="excluded",
                        instance_generations=["current"],
                        excluded_instance_types=["t2*", "u-*"],
                    ),
                )
            ],
        ),
    ),
)
aws.autoscaling.Policy(
    "cpu",
    autoscaling_group_name=group.name,
    policy_type="TargetTrackingScaling",
    target_tracking_configuration={
        "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
        "target_value": 55.0,
    },
)
pulumi.export("group", group.name)
