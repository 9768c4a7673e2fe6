"""One job over four nodes in two zones: every gradient crosses between them."""

import pulumi_aws as aws

network = aws.ec2.Vpc("cross-zone-chatter-vpc", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"cross-zone-chatter-{zone}", vpc_id=network.id, cidr_block=block, availability_zone=f"us-east-1{zone}"
    )
    for zone, block in (("a", "10.0.0.0/20"), ("b", "10.0.16.0/20"))
]
template = aws.ec2.LaunchTemplate(
    "cross-zone-chatter-node",
    instance_type="p4d.24xlarge",
    network_interfaces=[{"interface_type": "efa", "device_index": 0, "associate_public_ip_address": "false"}],
)
aws.autoscaling.Group(
    "cross-zone-chatter-train",
    min_size=0,
    max_size=4,
    vpc_zone_identifiers=[subnet.id for subnet in subnets],
    launch_template={"id": template.id},
)
