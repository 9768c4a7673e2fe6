"""Site-to-site VPN between the VPC and the Leeds office."""

import pulumi
import pulumi_aws as aws

OFFICE_IP = "198.51.100.14"
OFFICE_NET = "172.20.0.0/16"

vpc = aws.ec2.Vpc("core", cidr_block="10.20.0.0/16", enable_dns_hostnames=True)
subnet = aws.ec2.Subnet("core-a", vpc_id=vpc.id, cidr_block="10.20.1.0/24", availability_zone="us-east-1a")
gateway = aws.ec2.VpnGateway("core-vgw", vpc_id=vpc.id)
office = aws.ec2.CustomerGateway("leeds", bgp_asn="65010", ip_address=OFFICE_IP, type="ipsec.1")
psk = pulumi.Config().get_secret("psk") or pulumi.Output.secret("0ffice.tunnel.key")
vpn = aws.ec2.VpnConnection(
    "leeds-vpn",
    vpn_gateway_id=gateway.id,
    customer_gateway_id=office.id,
    type="ipsec.1",
    static_routes_only=True,
    tunnel1_preshared_key=psk,
    tunnel1_ike_versions=["ikev2"],
)
aws.ec2.VpnConnectionRoute("leeds-route", vpn_connection_id=vpn.id, destination_cidr_block=OFFICE_NET)
table = aws.ec2.RouteTable("core-rt", vpc_id=vpc.id, routes=[{"cidr_block": OFFICE_NET, "gateway_id": gateway.id}])
aws.ec2.RouteTableAssociation("core-rta", route_table_id=table.id, subnet_id=subnet.id)
sg = aws.ec2.SecurityGroup(
    "jump-sg",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": [OFFICE_NET]}],
)
jump = aws.ec2.Instance(
    "jump",
    ami="ami-0a0c8eebcdd6dcbd0",
    instance_type="t4g.small",
    subnet_id=subnet.id,
    vpc_security_group_ids=[sg.id],
)
aws.cloudwatch.MetricAlarm(
    "tunnel-down",
    namespace="AWS/VPN",
    metric_name="TunnelState",
    dimensions={"VpnId": vpn.id},
    comparison_operator="LessThanThreshold",
    threshold=1,
    statistic="Maximum",
    period=300,
    evaluation_periods=2,
)
pulumi.export("jump", jump.private_ip)
