"""A scratch disk of a machine that is there."""

import pulumi_aws as aws

scratch = aws.ebs.Volume(
    "orphan-disk-scratch",
    availability_zone="us-east-1a",
    type="gp3",
    size=2000,
)
worker = aws.ec2.Instance(
    "orphan-disk-worker", ami="ami-0123456789abcdef0", instance_type="m7i.large", associate_public_ip_address=False
)
aws.ec2.VolumeAttachment(
    "orphan-disk-scratch",
    instance_id=worker.id,
    volume_id=scratch.id,
    device_name="/dev/sdf",
)
