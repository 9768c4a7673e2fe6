"""Private cloud that takes the vSphere estate on when the data centre closes.

Google VMware Engine private cloud with 12 standard-72 bare-metal nodes, around 90,000 $ a month.
"""

import pulumi
import pulumi_gcp as gcp

network = gcp.vmwareengine.Network(
    "dc-net", name="dc-net", type="STANDARD", location="global", description="moved estate"
)
cloud = gcp.vmwareengine.PrivateCloud(
    "dc-exit",
    name="dc-exit",
    location="us-central1-a",
    description="target of the vSphere migration",
    type="STANDARD",
    network_config={
        "management_cidr": "192.168.50.0/24",
        "vmware_engine_network": network.id,
    },
    management_cluster={
        "cluster_id": "mgmt",
        "node_type_configs": [{"node_type_id": "standard-72", "node_count": 12}],
    },
)
gcp.vmwareengine.ExternalAccessRule(
    "vpn-in",
    name="vpn-in",
    parent="projects/vision/locations/us-central1/networkPolicies/dc",
    priority=101,
    action="ALLOW",
    ip_protocol="TCP",
    source_ip_ranges=[{"ip_address_range": "203.0.113.0/24"}],
    source_ports=["1-65535"],
    destination_ip_ranges=[{"ip_address_range": "192.168.60.0/24"}],
    destination_ports=["443"],
)
pulumi.export("vcenter", cloud.vcenters)
