"""A VPN whose other end is a gateway of Google Cloud.

Answer: cross-region-copy fail there
"""

import pulumi_aws as aws
import pulumi_gcp as gcp

gateway = gcp.compute.HaVpnGateway("gateway", network="default", region="europe-west4")
aws.ec2.CustomerGateway(
    "there", bgp_asn="65000", type="ipsec.1", ip_address=gateway.vpn_interfaces.apply(lambda it: it[0].ip_address)
)
