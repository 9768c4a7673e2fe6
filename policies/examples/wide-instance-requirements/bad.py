"""Eight vCPUs or more: p5.48xlarge has 192 of them."""

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
            "overrides": [{"instance_requirements": {"vcpu_count": {"min": 8}, "memory_mib": {"min": 32768}}}],
        }
    },
)
