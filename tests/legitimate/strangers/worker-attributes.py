"""Queue workers on whatever small current-generation type is cheapest."""

import pulumi
import pulumi_aws as aws

net = pulumi.StackReference("vision/network/dev")
queue = aws.sqs.Queue("thumbs", visibility_timeout_seconds=120, message_retention_seconds=345600)
template = aws.ec2.LaunchTemplate(
    "thumb-worker",
    image_id="ami-0c7217cdde317cfec",
    metadata_options={"http_tokens": "required"},
)
group = aws.autoscaling.Group(
    "thumb-workers",
    min_size=1,
    max_size=8,
    vpc_zone_identifiers=net.get_output("private_subnets"),
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_base_capacity": 1,
            "on_demand_percentage_above_base_capacity": 25,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [
                {
                    "instance_requirements": {
                        "vcpu_count": {"min": 2, "max": 4},
                        "memory_mib": {"min": 4096, "max": 16384},
                        "accelerator_count": {"max": 0},
                        "instance_generations": ["current"],
                        "burstable_performance": "included",
                        "bare_metal": "excluded",
                    }
                }
            ],
        },
    },
)
aws.autoscaling.Policy(
    "thumb-cpu",
    autoscaling_group_name=group.name,
    policy_type="TargetTrackingScaling",
    target_tracking_configuration={
        "target_value": 60,
        "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
    },
)
pulumi.export("queue", queue.url)
