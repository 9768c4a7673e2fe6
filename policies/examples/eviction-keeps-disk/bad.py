"""A spot machine that Google Cloud only stops, with 200 GiB that bill on."""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "eviction-keeps-disk-box",
    zone="us-central1-a",
    machine_type="g2-standard-4",
    labels={"purpose": "development"},
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12", "size": 200}},
    network_interfaces=[{"network": "default"}],
    scheduling={
        "provisioning_model": "SPOT",
        "preemptible": True,
        "automatic_restart": False,
    },
)
