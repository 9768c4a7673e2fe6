"""HA VPN to the Chicago office, plus an e2-micro bastion behind IAP.

Config: office:sharedSecret=s3cr3t-psk-example
"""

import pulumi
import pulumi_gcp as gcp

cfg = pulumi.Config("office")
psk = cfg.require_secret("sharedSecret")
peer_ips = cfg.get_object("peerIps") or ["203.0.113.10", "203.0.113.11"]
REGION = "us-central1"

network = gcp.compute.Network("corp", auto_create_subnetworks=False, routing_mode="REGIONAL")
subnet = gcp.compute.Subnetwork(
    "corp", network=network.id, region=REGION, ip_cidr_range="10.50.0.0/22", private_ip_google_access=True
)
router = gcp.compute.Router(
    "vpn", network=network.id, region=REGION, bgp=gcp.compute.RouterBgpArgs(asn=64514, advertise_mode="DEFAULT")
)
gateway = gcp.compute.HaVpnGateway("office", network=network.id, region=REGION)
peer = gcp.compute.ExternalVpnGateway(
    "office",
    redundancy_type="TWO_IPS_REDUNDANCY",
    interfaces=[gcp.compute.ExternalVpnGatewayInterfaceArgs(id=i, ip_address=ip) for i, ip in enumerate(peer_ips)],
)

for i in range(2):
    tunnel = gcp.compute.VPNTunnel(
        f"office-{i}",
        region=REGION,
        vpn_gateway=gateway.id,
        vpn_gateway_interface=i,
        peer_external_gateway=peer.id,
        peer_external_gateway_interface=i,
        shared_secret=psk,
        router=router.id,
        ike_version=2,
    )
    iface = gcp.compute.RouterInterface(
        f"office-{i}", router=router.name, region=REGION, vpn_tunnel=tunnel.name, ip_range=f"169.254.{i}.1/30"
    )
    gcp.compute.RouterPeer(
        f"office-{i}",
        router=router.name,
        region=REGION,
        interface=iface.name,
        peer_ip_address=f"169.254.{i}.2",
        peer_asn=64515,
        advertised_route_priority=100,
    )

nat_router = gcp.compute.Router("nat", network=network.id, region=REGION)
gcp.compute.RouterNat(
    "nat",
    router=nat_router.name,
    region=REGION,
    nat_ip_allocate_option="AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
    log_config=gcp.compute.RouterNatLogConfigArgs(enable=True, filter="ERRORS_ONLY"),
)
gcp.compute.Firewall(
    "iap-ssh",
    network=network.id,
    source_ranges=["35.235.240.0/20"],
    target_tags=["bastion"],
    allows=[gcp.compute.FirewallAllowArgs(protocol="tcp", ports=["22"])],
)
bastion = gcp.compute.Instance(
    "bastion",
    zone=f"{REGION}-c",
    machine_type="e2-micro",
    tags=["bastion"],
    boot_disk=gcp.compute.InstanceBootDiskArgs(
        initialize_params=gcp.compute.InstanceBootDiskInitializeParamsArgs(image="debian-cloud/debian-12")
    ),
    network_interfaces=[gcp.compute.InstanceNetworkInterfaceArgs(subnetwork=subnet.id)],
    metadata={"enable-oslogin": "TRUE"},
)
pulumi.export("bastion", bastion.name)
