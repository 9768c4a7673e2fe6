"""Each override has a template of its own, and one of those is large.

Answer: oversized-instance fail large
"""

import pulumi_aws as aws

small = aws.ec2.LaunchTemplate("small", image_id="ami-0123456789abcdef0", instance_type="m7i.large")
large = aws.ec2.LaunchTemplate("large", image_id="ami-0123456789abcdef0", instance_type="p5.48xlarge")
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {"launch_template_id": small.id},
            "overrides": [
                {"instance_type": "m7i.large"},
                {"launch_template_specification": {"launch_template_id": large.id}},
            ],
        },
        "instances_distribution": {"on_demand_percentage_above_base_capacity": 0},
    },
)
