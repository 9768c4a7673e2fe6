"""Two transit gateways of two regions are joined.

Answer: cross-region-copy fail link
"""

import pulumi_aws as aws

gateway = aws.ec2transitgateway.TransitGateway("here")
aws.ec2transitgateway.PeeringAttachment(
    "link",
    transit_gateway_id=gateway.id,
    peer_transit_gateway_id="tgw-0123456789abcdef0",
    peer_region="eu-west-1",
)
