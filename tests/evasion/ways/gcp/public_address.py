"""A GPU machine with a public address, by an access configuration that is empty.

Answer: internet-egress fail box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="g2-standard-48",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default", "access_configs": [{}]}],
    scheduling={"provisioning_model": "SPOT", "preemptible": True, "automatic_restart": False},
)
