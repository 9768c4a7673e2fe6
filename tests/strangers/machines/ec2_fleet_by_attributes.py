"""Fleet chosen by attributes, so whichever big trainer is free is taken.

An EC2 fleet that maintains 6 on-demand instances selected by attributes: NVIDIA A100 or H100, at least 8 per machine.
"""

import pulumi
import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("trainer", image_id="ami-0c0ffee1234567890", ebs_optimized="true")

requirements = {
    "vcpu_count": {"min": 96},
    "memory_mib": {"min": 1024 * 1024},
    "accelerator_types": ["gpu"],
    "accelerator_manufacturers": ["nvidia"],
    "accelerator_names": ["a100", "h100"],
    "accelerator_count": {"min": 8},
}

fleet = aws.ec2.Fleet(
    "trainers",
    type="maintain",
    launch_template_configs=[
        {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [{"instance_requirements": requirements}],
        }
    ],
    target_capacity_specification={
        "default_target_capacity_type": "on-demand",
        "total_target_capacity": 6,
        "on_demand_target_capacity": 6,
    },
    terminate_instances=True,
)

pulumi.export("fleet", fleet.id)
