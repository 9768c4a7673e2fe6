"""Three nodes with 200 GiB each."""

import pulumi_aws as aws

base = aws.ec2.LaunchTemplate(
    "base",
    image_id="ami-0123456789abcdef0",
    instance_type="g5.xlarge",
    block_device_mappings=[{"device_name": "/dev/xvda", "ebs": {"volume_size": 200, "volume_type": "gp3"}}],
)
aws.autoscaling.Group(
    "three",
    min_size=0,
    desired_capacity=3,
    max_size=4,
    availability_zones=["us-west-2a"],
    launch_template={"id": base.id, "version": "$Latest"},
)
