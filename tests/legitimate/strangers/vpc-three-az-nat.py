"""Shared VPC: three zones, a NAT gateway in each, S3 endpoint, flow logs to a local bucket."""

import pulumi
import pulumi_aws as aws

CIDR = "10.40.0.0/16"
zones = aws.get_availability_zones(state="available").names[:3]
region = aws.get_region().region

vpc = aws.ec2.Vpc("shared", cidr_block=CIDR, enable_dns_hostnames=True, tags={"Name": "shared"})
igw = aws.ec2.InternetGateway("shared", vpc_id=vpc.id)
public_rt = aws.ec2.RouteTable(
    "public", vpc_id=vpc.id, routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=igw.id)]
)

private_subnets, private_tables = [], []
for i, zone in enumerate(zones):
    public = aws.ec2.Subnet(
        f"public-{i}", vpc_id=vpc.id, availability_zone=zone, cidr_block=f"10.40.{i}.0/24", map_public_ip_on_launch=True
    )
    aws.ec2.RouteTableAssociation(f"public-{i}", subnet_id=public.id, route_table_id=public_rt.id)
    eip = aws.ec2.Eip(f"nat-{i}", domain="vpc")
    nat = aws.ec2.NatGateway(
        f"nat-{i}", subnet_id=public.id, allocation_id=eip.id, opts=pulumi.ResourceOptions(depends_on=[igw])
    )
    private = aws.ec2.Subnet(
        f"private-{i}", vpc_id=vpc.id, availability_zone=zone, cidr_block=f"10.40.{64 + i * 16}.0/20"
    )
    table = aws.ec2.RouteTable(
        f"private-{i}",
        vpc_id=vpc.id,
        routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", nat_gateway_id=nat.id)],
    )
    aws.ec2.RouteTableAssociation(f"private-{i}", subnet_id=private.id, route_table_id=table.id)
    private_subnets.append(private.id)
    private_tables.append(table.id)

endpoint_sg = aws.ec2.SecurityGroup(
    "endpoints",
    vpc_id=vpc.id,
    ingress=[aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=443, to_port=443, cidr_blocks=[CIDR])],
)
aws.ec2.VpcEndpoint(
    "s3",
    vpc_id=vpc.id,
    service_name=f"com.amazonaws.{region}.s3",
    vpc_endpoint_type="Gateway",
    route_table_ids=private_tables,
)
for svc in ("ecr.api", "ecr.dkr"):
    aws.ec2.VpcEndpoint(
        svc.replace(".", "-"),
        vpc_id=vpc.id,
        service_name=f"com.amazonaws.{region}.{svc}",
        vpc_endpoint_type="Interface",
        private_dns_enabled=True,
        subnet_ids=private_subnets,
        security_group_ids=[endpoint_sg.id],
    )

logs = aws.s3.Bucket("flow-logs")
aws.s3.BucketLifecycleConfiguration(
    "flow-logs",
    bucket=logs.id,
    rules=[
        aws.s3.BucketLifecycleConfigurationRuleArgs(
            id="expire",
            status="Enabled",
            filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
            expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=90),
        )
    ],
)
aws.ec2.FlowLog(
    "shared",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination_type="s3",
    log_destination=logs.arn,
    max_aggregation_interval=600,
)

pulumi.export("vpcId", vpc.id)
pulumi.export("privateSubnetIds", private_subnets)
