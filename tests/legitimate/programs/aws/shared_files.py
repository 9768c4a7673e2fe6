"""A file system that two instances of a web tier share, and an instance to come in by."""

import pulumi_aws as aws

files = aws.efs.FileSystem(
    "shared",
    encrypted=True,
    lifecycle_policies=[
        {"transition_to_ia": "AFTER_30_DAYS"},
        {"transition_to_primary_storage_class": "AFTER_1_ACCESS"},
    ],
)
for index, subnet in enumerate(("subnet-0123456789abcdef0", "subnet-0fedcba9876543210")):
    aws.efs.MountTarget(f"shared-{index}", file_system_id=files.id, subnet_id=subnet)
    aws.ec2.Instance(
        f"web-{index}",
        ami="ami-0abcdef1234567890",
        instance_type="t3.small",
        subnet_id=subnet,
        root_block_device={"volume_type": "gp3", "volume_size": 20, "delete_on_termination": True},
    )
