"""Two types in two zones, from the deepest pools."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("single-basket-train", instance_type="g5.12xlarge")
aws.autoscaling.Group(
    "single-basket-train",
    min_size=0,
    max_size=4,
    availability_zones=["us-east-1a", "us-east-1b"],
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_base_capacity": 0,
            "on_demand_percentage_above_base_capacity": 0,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id},
            "overrides": [{"instance_type": "g5.12xlarge"}, {"instance_type": "g5.24xlarge"}],
        },
    },
    tags=[
        {"key": "purpose", "value": "training", "propagate_at_launch": True},
        {"key": "penstock:save-within-seconds", "value": "90", "propagate_at_launch": True},
    ],
)
