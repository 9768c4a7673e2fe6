"""The nodes have public addresses, through an interface of their template.

Answer: internet-egress fail pool
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate(
    "worker",
    image_id="ami-0123456789abcdef0",
    instance_type="g5.12xlarge",
    network_interfaces=[{"device_index": 0, "associate_public_ip_address": "true"}],
)
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    launch_template={"id": template.id, "version": "$Latest"},
)
