"""No type is named: the attributes ask for at least 96 vCPUs, and a p5.48xlarge has them.

Answer: wide-instance-requirements fail pool
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0")
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id},
            "overrides": [
                {"instance_requirements": {"vcpu_count": {"min": 96}, "memory_mib": {"min": 16384}}},
            ],
        },
        "instances_distribution": {"on_demand_percentage_above_base_capacity": 0},
    },
)
