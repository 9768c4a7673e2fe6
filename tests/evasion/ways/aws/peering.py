"""Two networks of two regions are joined, and then any read crosses without a word.

Answer: cross-region-copy fail link
"""

import pulumi_aws as aws

here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
aws.ec2.VpcPeeringConnection("link", vpc_id=here.id, peer_vpc_id="vpc-0123456789abcdef0", peer_region="eu-west-1")
