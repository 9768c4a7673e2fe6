"""Join the AWS GPU VPC to the Google network where the training data sits on Filestore.

GPU instances in AWS us-east-1 stream the training data from a Filestore share in Google Cloud europe-west4 over a site-to-site
VPN (AWS VPN connection to a GCP VPN gateway).
"""

import pulumi_aws as aws
import pulumi_gcp as gcp

REGION = "europe-west4"
net = gcp.compute.Network("data", auto_create_subnetworks=False)
gcp.compute.Subnetwork("data", network=net.id, region=REGION, ip_cidr_range="10.100.0.0/20")
corpus = gcp.filestore.Instance(
    "corpus",
    location="europe-west4-b",
    tier="ZONAL",
    file_shares={"name": "train", "capacity_gb": 51200},
    networks=[{"network": net.name, "modes": ["MODE_IPV4"], "reserved_ip_range": "10.100.32.0/26"}],
)
gcp_gw = gcp.compute.HaVpnGateway("to-aws", network=net.id, region=REGION)

vpc = aws.ec2.Vpc("gpu", cidr_block="10.50.0.0/16")
subnet = aws.ec2.Subnet("gpu", vpc_id=vpc.id, cidr_block="10.50.0.0/20")
vgw = aws.ec2.VpnGateway("gpu", vpc_id=vpc.id, amazon_side_asn="64512")
cgw = aws.ec2.CustomerGateway(
    "gcp",
    bgp_asn="65010",
    type="ipsec.1",
    ip_address=gcp_gw.vpn_interfaces.apply(lambda i: (i[0].ip_address if i else None) or "35.242.0.10"),
)
vpn = aws.ec2.VpnConnection("aws-to-gcp", vpn_gateway_id=vgw.id, customer_gateway_id=cgw.id, type="ipsec.1")
aws.ec2.VpnGatewayRoutePropagation("gpu", vpn_gateway_id=vgw.id, route_table_id=vpc.main_route_table_id)

router = gcp.compute.Router("aws", network=net.id, region=REGION, bgp={"asn": 65010})
peer = gcp.compute.ExternalVpnGateway(
    "aws", redundancy_type="SINGLE_IP_INTERNALLY_REDUNDANT", interfaces=[{"id": 0, "ip_address": vpn.tunnel1_address}]
)
gcp.compute.VPNTunnel(
    "aws-0",
    region=REGION,
    router=router.id,
    vpn_gateway=gcp_gw.id,
    vpn_gateway_interface=0,
    peer_external_gateway=peer.id,
    peer_external_gateway_interface=0,
    shared_secret=vpn.tunnel1_preshared_key,
    ike_version=2,
)

for i in range(4):
    aws.ec2.Instance(
        f"trainer-{i}",
        ami="ami-0d5eff06f840b45e9",
        instance_type="p4d.24xlarge",
        subnet_id=subnet.id,
        user_data="#!/bin/bash\nmkdir -p /data\nmount -t nfs 10.100.32.2:/train /data\n"
        "torchrun --nproc_per_node 8 /opt/train/main.py --data /data --epochs 90\n",
    )
