"""A private network: subnets with private Google access, a firewall, a private zone of names."""

import pulumi_gcp as gcp

network = gcp.compute.Network("core", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "core",
    network=network.id,
    region="europe-west4",
    ip_cidr_range="10.40.0.0/20",
    private_ip_google_access=True,
)
gcp.compute.Firewall(
    "internal",
    network=network.id,
    source_ranges=["10.40.0.0/20"],
    allows=[{"protocol": "tcp", "ports": ["443", "8080"]}],
)
gcp.dns.ManagedZone(
    "internal",
    dns_name="internal.example.com.",
    visibility="private",
    private_visibility_config={"networks": [{"network_url": network.id}]},
)
