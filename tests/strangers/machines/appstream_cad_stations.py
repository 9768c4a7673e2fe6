"""Streaming CAD desktops for the design office.

An always-on AppStream fleet of 24 stream.graphics.g4dn.12xlarge (4 T4 each), about 100,000 $ a month.
"""

import pulumi
import pulumi_aws as aws

tags = {"dept": "design"}

vpc = aws.ec2.Vpc("design", cidr_block="10.40.0.0/16", tags=tags)
subnets = [
    aws.ec2.Subnet(
        f"design-{i}", vpc_id=vpc.id, cidr_block=f"10.40.{i}.0/24", availability_zone=f"us-east-1{z}", tags=tags
    )
    for i, z in enumerate("ab")
]

fleet = aws.appstream.Fleet(
    "cad",
    name="cad-designers",
    display_name="CAD designers",
    image_name="cad-2025-07",
    fleet_type="ALWAYS_ON",
    instance_type="stream.graphics.g4dn.12xlarge",
    compute_capacity={"desired_instances": 24},
    max_user_duration_in_seconds=57600,
    disconnect_timeout_in_seconds=900,
    vpc_config={"subnet_ids": [s.id for s in subnets]},
    tags=tags,
)

stack = aws.appstream.Stack("cad", name="cad", display_name="CAD workbench")
aws.appstream.FleetStackAssociation("cad", fleet_name=fleet.name, stack_name=stack.name)

pulumi.export("stack", stack.name)
