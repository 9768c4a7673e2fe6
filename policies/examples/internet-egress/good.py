"""Training data takes the endpoint, which bills nothing; the NAT gateway carries the rest."""

import pulumi_aws as aws

network = aws.ec2.Vpc("internet-egress-vpc", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("internet-egress-public", vpc_id=network.id, cidr_block="10.0.0.0/24")
address = aws.ec2.Eip("internet-egress-nat")
aws.ec2.NatGateway("internet-egress-nat", subnet_id=subnet.id, allocation_id=address.id)
routes = aws.ec2.RouteTable("internet-egress-private", vpc_id=network.id)
aws.ec2.VpcEndpoint(
    "internet-egress-s3",
    vpc_id=network.id,
    service_name="com.amazonaws.us-east-1.s3",
    route_table_ids=[routes.id],
)
