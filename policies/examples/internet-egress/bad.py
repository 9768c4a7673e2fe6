"""All training data goes through a NAT gateway, which bills every byte."""

import pulumi_aws as aws

network = aws.ec2.Vpc("internet-egress-vpc", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("internet-egress-public", vpc_id=network.id, cidr_block="10.0.0.0/24")
address = aws.ec2.Eip("internet-egress-nat")
aws.ec2.NatGateway("internet-egress-nat", subnet_id=subnet.id, allocation_id=address.id)
