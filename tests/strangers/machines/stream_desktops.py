"""AppStream fleet for the contractors' CAD seats.

AppStream always-on fleet of 60 graphics.g5.16xlarge streaming instances.
"""

import pulumi
import pulumi_aws as aws

network = pulumi.StackReference("vision/network/dev")

fleet = aws.appstream.Fleet(
    "cad-fleet",
    name="cad-seats",
    display_name="CAD seats",
    fleet_type="ALWAYS_ON",
    image_name="cad-2026-spring",
    instance_type="stream.graphics.g5.16xlarge",
    compute_capacity={"desired_instances": 60},
    max_user_duration_in_seconds=43200,
    idle_disconnect_timeout_in_seconds=1800,
    vpc_config={
        "subnet_ids": network.get_output("private_subnets"),
        "security_group_ids": [network.get_output("desktop_sg")],
    },
)
stack = aws.appstream.Stack(
    "cad-stack",
    name="cad",
    storage_connectors=[{"connector_type": "HOMEFOLDERS"}],
    user_settings=[
        {"action": "CLIPBOARD_COPY_TO_LOCAL_DEVICE", "permission": "DISABLED"},
        {"action": "FILE_DOWNLOAD", "permission": "DISABLED"},
    ],
)
aws.appstream.FleetStackAssociation("cad-assoc", fleet_name=fleet.name, stack_name=stack.name)
pulumi.export("stack", stack.name)
