"""Attributes with an end, and the families that may come."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("wide-instance-requirements-train")
aws.autoscaling.Group(
    "wide-instance-requirements-train",
    min_size=0,
    max_size=4,
    availability_zones=["us-east-1a", "us-east-1b"],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id},
            "overrides": [
                {
                    "instance_requirements": {
                        "vcpu_count": {"min": 4, "max": 16},
                        "memory_mib": {"min": 16384, "max": 65536},
                        "accelerator_count": {"min": 1, "max": 1},
                        "allowed_instance_types": ["g5.*", "g6.*"],
                    }
                }
            ],
        }
    },
)
