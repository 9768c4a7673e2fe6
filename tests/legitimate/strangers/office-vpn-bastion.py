"""Site-to-site VPN to the head office, a bastion and a small shared EFS home."""

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("corp", cidr_block="10.20.0.0/16", enable_dns_hostnames=True)
igw = aws.ec2.InternetGateway("corp", vpc_id=vpc.id)
subnet = aws.ec2.Subnet("dmz", vpc_id=vpc.id, cidr_block="10.20.1.0/24", availability_zone="us-east-1a")

customer = aws.ec2.CustomerGateway(
    "office", bgp_asn="65010", ip_address="198.51.100.14", type="ipsec.1", tags={"Name": "head office"}
)
gateway = aws.ec2.VpnGateway("corp", vpc_id=vpc.id)
vpn = aws.ec2.VpnConnection(
    "office", customer_gateway_id=customer.id, vpn_gateway_id=gateway.id, type="ipsec.1", static_routes_only=True
)
aws.ec2.VpnConnectionRoute("office", destination_cidr_block="192.168.0.0/20", vpn_connection_id=vpn.id)

routes = aws.ec2.RouteTable(
    "dmz", vpc_id=vpc.id, propagating_vgws=[gateway.id], routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": igw.id}]
)
aws.ec2.RouteTableAssociation("dmz", subnet_id=subnet.id, route_table_id=routes.id)

bastion_sg = aws.ec2.SecurityGroup(
    "bastion",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["198.51.100.14/32"]}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
efs_sg = aws.ec2.SecurityGroup(
    "efs",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 2049, "to_port": 2049, "security_groups": [bastion_sg.id]}],
)

homes = aws.efs.FileSystem(
    "homes", encrypted=True, throughput_mode="elastic", lifecycle_policies=[{"transition_to_ia": "AFTER_30_DAYS"}]
)
mount = aws.efs.MountTarget("homes", file_system_id=homes.id, subnet_id=subnet.id, security_groups=[efs_sg.id])

ami = aws.ssm.get_parameter(name="/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64")
bastion = aws.ec2.Instance(
    "bastion",
    ami=ami.value,
    instance_type="t4g.nano",
    subnet_id=subnet.id,
    vpc_security_group_ids=[bastion_sg.id],
    key_name="ops-2024",
    metadata_options={"http_tokens": "required"},
    user_data=homes.dns_name.apply(
        lambda d: (
            f"#!/bin/bash\ndnf install -y nfs-utils\necho '{d}:/ /home nfs4 defaults,_netdev 0 0' >> /etc/fstab\nmount -a\n"
        )
    ),
    tags={"Name": "bastion"},
    opts=pulumi.ResourceOptions(depends_on=[mount]),
)
eip = aws.ec2.Eip("bastion", instance=bastion.id, domain="vpc")
pulumi.export("bastion", eip.public_ip)
