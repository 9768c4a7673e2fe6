"""Network of the project: HA VPN to the Toronto office, NAT, one peering, private access to Google APIs."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
REGION = "northamerica-northeast2"
office_ips = config.get_object("officeIps") or ["203.0.113.10", "203.0.113.11"]
shared_secret = config.get_secret("vpnSecret") or pulumi.Output.secret("office-shared-secret")


class Network(pulumi.ComponentResource):
    """A network with one subnet and a NAT."""

    def __init__(self, name: str, cidr: str, opts=None):
        super().__init__("net:index:Network", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.vpc = gcp.compute.Network(name, auto_create_subnetworks=False, routing_mode="REGIONAL", opts=child)
        self.subnet = gcp.compute.Subnetwork(
            name, network=self.vpc.id, region=REGION, ip_cidr_range=cidr, private_ip_google_access=True, opts=child
        )
        self.router = gcp.compute.Router(name, network=self.vpc.id, region=REGION, bgp={"asn": 64514}, opts=child)
        gcp.compute.RouterNat(
            name,
            router=self.router.name,
            region=REGION,
            nat_ip_allocate_option="AUTO_ONLY",
            source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
            opts=child,
        )
        self.register_outputs({"vpc": self.vpc.id})


core, tools = Network("core", "10.60.0.0/20"), Network("tools", "10.61.0.0/20")
for a, b in ((core, tools), (tools, core)):
    gcp.compute.NetworkPeering(f"{a._name}-{b._name}", network=a.vpc.self_link, peer_network=b.vpc.self_link)

gateway = gcp.compute.HaVpnGateway("office", network=core.vpc.id, region=REGION)
office = gcp.compute.ExternalVpnGateway(
    "office",
    redundancy_type="TWO_IPS_REDUNDANCY",
    interfaces=[{"id": i, "ip_address": ip} for i, ip in enumerate(office_ips)],
)
for i in range(2):
    tunnel = gcp.compute.VPNTunnel(
        f"office-{i}",
        region=REGION,
        vpn_gateway=gateway.id,
        vpn_gateway_interface=i,
        peer_external_gateway=office.id,
        peer_external_gateway_interface=i,
        shared_secret=shared_secret,
        router=core.router.id,
        ike_version=2,
    )
    interface = gcp.compute.RouterInterface(
        f"office-{i}", router=core.router.name, region=REGION, ip_range=f"169.254.{i}.1/30", vpn_tunnel=tunnel.name
    )
    gcp.compute.RouterPeer(
        f"office-{i}",
        router=core.router.name,
        region=REGION,
        interface=interface.name,
        peer_ip_address=f"169.254.{i}.2",
        peer_asn=65020,
        advertised_route_priority=100 + i,
    )

gcp.compute.Firewall(
    "from-office",
    network=core.vpc.id,
    source_ranges=["192.168.0.0/16"],
    allows=[{"protocol": "tcp", "ports": ["22", "443", "5432"]}, {"protocol": "icmp"}],
)
zone = gcp.dns.ManagedZone(
    "internal",
    dns_name="corp.geotile.example.",
    visibility="private",
    private_visibility_config={"networks": [{"network_url": core.vpc.id}]},
)
gcp.dns.RecordSet(
    "gitlab", managed_zone=zone.name, name="gitlab.corp.geotile.example.", type="A", ttl=300, rrdatas=["192.168.4.20"]
)
pulumi.export("gateway", gateway.id)
