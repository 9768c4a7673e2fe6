"""HA VPN from the core network to the warehouse office router."""

import pulumi
import pulumi_gcp as gcp

secret = pulumi.Config().get_secret("psk") or pulumi.Output.secret("warehouse.psk.2026")

network = gcp.compute.Network("core", auto_create_subnetworks=False, routing_mode="REGIONAL")
subnet = gcp.compute.Subnetwork(
    "core-uc1",
    network=network.id,
    region="us-central1",
    ip_cidr_range="10.30.0.0/20",
    private_ip_google_access=True,
)
gateway = gcp.compute.HaVpnGateway("core-gw", network=network.id, region="us-central1")
office = gcp.compute.ExternalVpnGateway(
    "warehouse",
    redundancy_type="SINGLE_IP_INTERNALLY_REDUNDANT",
    interfaces=[{"id": 0, "ip_address": "203.0.113.77"}],
)
router = gcp.compute.Router("core-router", network=network.id, region="us-central1", bgp={"asn": 64514})
for i in range(2):
    tunnel = gcp.compute.VPNTunnel(
        f"warehouse-{i}",
        region="us-central1",
        vpn_gateway=gateway.id,
        vpn_gateway_interface=i,
        peer_external_gateway=office.id,
        peer_external_gateway_interface=0,
        shared_secret=secret,
        router=router.id,
        ike_version=2,
    )
    interface = gcp.compute.RouterInterface(
        f"if-{i}",
        router=router.name,
        region="us-central1",
        ip_range=f"169.254.{i}.1/30",
        vpn_tunnel=tunnel.name,
    )
    gcp.compute.RouterPeer(
        f"peer-{i}",
        router=router.name,
        region="us-central1",
        interface=interface.name,
        peer_ip_address=f"169.254.{i}.2",
        peer_asn=64515,
        advertised_route_priority=100 + i,
    )
gcp.compute.Firewall(
    "from-warehouse",
    network=network.id,
    source_ranges=["172.28.0.0/16"],
    allows=[{"protocol": "tcp", "ports": ["443", "5432"]}, {"protocol": "icmp"}],
)
pulumi.export("subnet", subnet.id)
