"""The template is small, and one override of twenty is not.

Answer: oversized-instance fail pool
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0", instance_type="t3.small")
types = [f"m{generation}i.large" for generation in (6, 7)] + ["c7i.large", "r7i.large", "p5.48xlarge"]
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id},
            "overrides": [{"instance_type": it} for it in types],
        },
        "instances_distribution": {"on_demand_percentage_above_base_capacity": 0},
    },
)
