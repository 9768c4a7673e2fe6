"""Private nodes read the object store through a NAT gateway, byte by billed byte.

Answer: internet-egress fail out
"""

import pulumi_aws as aws

network = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("public", vpc_id=network.id, cidr_block="10.0.0.0/24")
address = aws.ec2.Eip("out", domain="vpc")
aws.ec2.NatGateway("out", subnet_id=subnet.id, allocation_id=address.allocation_id)
