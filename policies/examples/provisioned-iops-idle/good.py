"""IOPS for a volume that a machine uses."""

import pulumi_aws as aws

scratch = aws.ebs.Volume(
    "provisioned-iops-idle-scratch",
    availability_zone="us-east-1a",
    type="io2",
    size=2000,
    iops=32000,
)
worker = aws.ec2.Instance(
    "provisioned-iops-idle-worker",
    ami="ami-0123456789abcdef0",
    instance_type="m7i.large",
    associate_public_ip_address=False,
)
aws.ec2.VolumeAttachment(
    "provisioned-iops-idle-scratch",
    instance_id=worker.id,
    volume_id=scratch.id,
    device_name="/dev/sdf",
)
