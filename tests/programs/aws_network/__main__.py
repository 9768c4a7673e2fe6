"""A network as many teams write it: zones, subnets, NAT, endpoints, flow logs, peering."""

import pulumi
import pulumi_aws as aws

zones = aws.get_availability_zones(state="available")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", enable_dns_hostnames=True, tags={"Name": "main"})
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
public = aws.ec2.RouteTable(
    "public", vpc_id=vpc.id, routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=gateway.id)]
)
private = aws.ec2.RouteTable("private", vpc_id=vpc.id, routes=[])
subnets = []
for index, zone in enumerate(zones.names[:2]):
    subnet = aws.ec2.Subnet(
        f"public-{index}",
        vpc_id=vpc.id,
        cidr_block=f"10.0.{index}.0/24",
        availability_zone=zone,
        map_public_ip_on_launch=True,
    )
    aws.ec2.RouteTableAssociation(f"public-{index}", subnet_id=subnet.id, route_table_id=public.id)
    address = aws.ec2.Eip(f"nat-{index}", domain="vpc")
    aws.ec2.NatGateway(f"nat-{index}", subnet_id=subnet.id, allocation_id=address.id)
    subnets.append(subnet)
group = aws.ec2.SecurityGroup(
    "web",
    vpc_id=vpc.id,
    ingress=[
        {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]},
        {"protocol": "-1", "fromPort": 0, "toPort": 0, "self": True},
        aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=80, to_port="80", cidr_blocks=["10.0.0.0/8"]),
    ],
    egress=[{"protocol": -1, "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
aws.vpc.SecurityGroupIngressRule(
    "ssh", security_group_id=group.id, ip_protocol="tcp", from_port=22, to_port=22, cidr_ipv4="10.0.0.0/8"
)
aws.ec2.SecurityGroupRule(
    "all", type="ingress", protocol="all", from_port=0, to_port=0, security_group_id=group.id, self=True
)
aws.ec2.VpcEndpoint(
    "s3",
    vpc_id=vpc.id,
    service_name=aws.get_region().region.__add__(".s3"),
    vpc_endpoint_type="Gateway",
    route_table_ids=[private.id],
    policy={"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}]},
)
logs = aws.cloudwatch.LogGroup("flow", retention_in_days="14")
aws.ec2.FlowLog(
    "main", vpc_id=vpc.id, traffic_type="ALL", log_destination=logs.arn, log_destination_type="cloud-watch-logs"
)
aws.ec2.NetworkAcl(
    "main",
    vpc_id=vpc.id,
    egress=[
        {
            "protocol": "tcp",
            "rule_no": 200,
            "action": "allow",
            "cidr_block": "10.3.0.0/18",
            "from_port": 443,
            "to_port": 443,
        }
    ],
)
zone = aws.route53.Zone("internal", name="internal.example", vpcs=[{"vpc_id": vpc.id}])
aws.route53.Record("web", zone_id=zone.zone_id, name="web", type="A", ttl=300, records=["10.0.0.1"])
aws.route53.Record(
    "mail", zone_id=zone.zone_id, name="mail", type=aws.route53.RecordType.MX, ttl="60", records=["10 a"]
)
pulumi.export("subnets", [subnet.id for subnet in subnets])
