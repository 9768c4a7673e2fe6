"""An EC2 fleet whose template is small and whose override is not.

Answer: oversized-instance fail fleet
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0", instance_type="t3.small")
aws.ec2.Fleet(
    "fleet",
    launch_template_configs=[
        {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [{"instance_type": "p5.48xlarge"}],
        }
    ],
    target_capacity_specification={"default_target_capacity_type": "spot", "total_target_capacity": 4},
)
