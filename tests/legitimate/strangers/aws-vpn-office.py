"""Office network: a VPN to the Hamburg office, endpoints for AWS services and a peering to the tools network, all in Frankfurt.

Config: aws:region=eu-central-1
"""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
OFFICE_IP = config.get("officeIp") or "198.51.100.17"
OFFICE_CIDRS = ["192.168.10.0/24", "192.168.20.0/24"]
region = aws.get_region().region

networks = {}
for name, cidr in {"core": "10.20.0.0/16", "tools": "10.21.0.0/16"}.items():
    networks[name] = aws.ec2.Vpc(name, cidr_block=cidr, enable_dns_hostnames=True, tags={"Name": name})

subnets = [
    aws.ec2.Subnet(
        f"core-{i}", vpc_id=networks["core"].id, cidr_block=f"10.20.{i}.0/24", availability_zone=f"eu-central-1{zone}"
    )
    for i, zone in enumerate("ab")
]

gateway = aws.ec2.VpnGateway("core", vpc_id=networks["core"].id)
office = aws.ec2.CustomerGateway(
    "hamburg", type="ipsec.1", ip_address=OFFICE_IP, bgp_asn="65010", tags={"Name": "hamburg-fritz"}
)
vpn = aws.ec2.VpnConnection(
    "hamburg", type="ipsec.1", vpn_gateway_id=gateway.id, customer_gateway_id=office.id, static_routes_only=True
)
for i, cidr in enumerate(OFFICE_CIDRS):
    aws.ec2.VpnConnectionRoute(f"hamburg-{i}", vpn_connection_id=vpn.id, destination_cidr_block=cidr)
    aws.ec2.Route(
        f"to-hamburg-{i}",
        route_table_id=networks["core"].main_route_table_id,
        destination_cidr_block=cidr,
        gateway_id=gateway.id,
    )

peering = aws.ec2.VpcPeeringConnection(
    "core-tools", vpc_id=networks["core"].id, peer_vpc_id=networks["tools"].id, auto_accept=True
)
for here, there in (("core", "tools"), ("tools", "core")):
    aws.ec2.Route(
        f"{here}-to-{there}",
        route_table_id=networks[here].main_route_table_id,
        destination_cidr_block=networks[there].cidr_block,
        vpc_peering_connection_id=peering.id,
    )

endpoint_sg = aws.ec2.SecurityGroup(
    "endpoints",
    vpc_id=networks["core"].id,
    ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.20.0.0/15", *OFFICE_CIDRS]}],
)
aws.ec2.VpcEndpoint(
    "s3",
    vpc_id=networks["core"].id,
    service_name=f"com.amazonaws.{region}.s3",
    vpc_endpoint_type="Gateway",
    route_table_ids=[networks["core"].main_route_table_id],
)
for service in ("ssm", "ssmmessages", "secretsmanager"):
    aws.ec2.VpcEndpoint(
        service,
        vpc_id=networks["core"].id,
        service_name=f"com.amazonaws.{region}.{service}",
        vpc_endpoint_type="Interface",
        subnet_ids=[s.id for s in subnets],
        security_group_ids=[endpoint_sg.id],
        private_dns_enabled=True,
    )

aws.cloudwatch.MetricAlarm(
    "vpn-down",
    namespace="AWS/VPN",
    metric_name="TunnelState",
    dimensions={"VpnId": vpn.id},
    statistic="Maximum",
    period=300,
    evaluation_periods=2,
    threshold=1,
    comparison_operator="LessThanThreshold",
)
pulumi.export("tunnel1", vpn.tunnel1_address)
