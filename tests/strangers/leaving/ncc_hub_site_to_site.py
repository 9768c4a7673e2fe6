"""Use Google's backbone to move the nightly Hadoop sync between AWS (Ohio) and the Frankfurt data centre.

A Network Connectivity Center hub carries site-to-site traffic between the AWS VPN spoke in us-central1 and the on-premises
Interconnect spoke in europe-west3 (site_to_site_data_transfer), for the nightly bulk Hadoop sync between them.
"""

import pulumi_gcp as gcp

net = gcp.compute.Network("transit", auto_create_subnetworks=False, routing_mode="GLOBAL")

us_router = gcp.compute.Router("us", network=net.id, region="us-central1", bgp={"asn": 64514})
eu_router = gcp.compute.Router("eu", network=net.id, region="europe-west3", bgp={"asn": 64515})

gw = gcp.compute.HaVpnGateway("aws", network=net.id, region="us-central1")
ohio = gcp.compute.ExternalVpnGateway(
    "aws-ohio",
    redundancy_type="TWO_IPS_REDUNDANCY",
    interfaces=[{"id": 0, "ip_address": "3.14.200.11"}, {"id": 1, "ip_address": "3.14.201.12"}],
)
tunnels = [
    gcp.compute.VPNTunnel(
        f"aws-{i}",
        region="us-central1",
        router=us_router.id,
        vpn_gateway=gw.id,
        vpn_gateway_interface=i,
        peer_external_gateway=ohio.id,
        peer_external_gateway_interface=i,
        shared_secret="rotate-me",
    )
    for i in range(2)
]
attachment = gcp.compute.InterconnectAttachment(
    "frankfurt-dc",
    region="europe-west3",
    router=eu_router.id,
    type="DEDICATED",
    bandwidth="BPS_10G",
    interconnect="https://www.googleapis.com/compute/v1/projects/vision/global/interconnects/fra-1",
)

hub = gcp.networkconnectivity.Hub("transit", description="AWS Ohio <-> Frankfurt DC, ~20 TB a night")

gcp.networkconnectivity.Spoke(
    "aws-spoke",
    location="us-central1",
    hub=hub.id,
    linked_vpn_tunnels={"uris": [t.self_link for t in tunnels], "site_to_site_data_transfer": True},
)
gcp.networkconnectivity.Spoke(
    "warehouse-spoke",
    location="europe-west3",
    hub=hub.id,
    linked_interconnect_attachments={"uris": [attachment.self_link], "site_to_site_data_transfer": True},
)
