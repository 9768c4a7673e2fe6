"""Runners for continuous integration on spot, in several types and zones."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate(
    "runners", image_id="ami-0abcdef1234567890", instance_type="m7i.xlarge", update_default_version=True
)
aws.autoscaling.Group(
    "runners",
    min_size=0,
    max_size=10,
    vpc_zone_identifiers=["subnet-0123456789abcdef0", "subnet-0fedcba9876543210", "subnet-0a1b2c3d4e5f60718"],
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_base_capacity": 0,
            "on_demand_percentage_above_base_capacity": 0,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [{"instance_type": it} for it in ("m7i.xlarge", "m6i.xlarge", "m7a.xlarge", "m6a.xlarge")],
        },
    },
)
