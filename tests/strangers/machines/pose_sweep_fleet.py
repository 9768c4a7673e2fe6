"""Fleet that keeps the nightly pose-estimation sweep supplied with workers.

EC2 Fleet of type maintain that keeps 12 on-demand instances chosen by attributes with at least 8 NVIDIA A100/H100 accelerators each (96 large GPUs).
"""

import pulumi
import pulumi_aws as aws

ami = aws.ssm.get_parameter_output(
    name="/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id"
)

worker_sg = aws.ec2.SecurityGroup(
    "sweep-workers",
    description="pose sweep workers, egress only",
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)

template = aws.ec2.LaunchTemplate(
    "sweep-worker",
    name_prefix="pose-sweep-",
    image_id=ami.value,
    vpc_security_group_ids=[worker_sg.id],
    block_device_mappings=[{"device_name": "/dev/sda1", "ebs": {"volume_size": 200, "volume_type": "gp3"}}],
    metadata_options={"http_tokens": "required"},
)

fleet = aws.ec2.Fleet(
    "sweep-fleet",
    type="maintain",
    launch_template_configs=[
        {
            "launch_template_specification": {
                "launch_template_id": template.id,
                "version": template.latest_version.apply(str),
            },
            "overrides": [
                {
                    "instance_requirements": {
                        "vcpu_count": {"min": 96},
                        "memory_mib": {"min": 1048576},
                        "accelerator_types": ["gpu"],
                        "accelerator_manufacturers": ["nvidia"],
                        "accelerator_names": ["a100", "h100"],
                        "accelerator_count": {"min": 8},
                    }
                }
            ],
        }
    ],
    target_capacity_specification={
        "default_target_capacity_type": "on-demand",
        "total_target_capacity": 12,
    },
    replace_unhealthy_instances=True,
    tags={"team": "pose"},
)

pulumi.export("fleet", fleet.id)
