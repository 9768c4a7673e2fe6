"""Workstations for the game engine developers.

A workstation configuration with a quick-start pool of 25 warm g2-standard-48 (4 L4 each) and no timeouts.
"""

import pulumi_gcp as gcp

network = gcp.compute.Network("ws", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork("ws", network=network.id, ip_cidr_range="10.60.0.0/20", region="us-central1")

cluster = gcp.workstations.WorkstationCluster(
    "engine",
    workstation_cluster_id="engine",
    location="us-central1",
    network=network.id,
    subnetwork=subnet.id,
)

config = gcp.workstations.WorkstationConfig(
    "engine-gpu",
    workstation_config_id="engine-gpu",
    workstation_cluster_id=cluster.workstation_cluster_id,
    location="us-central1",
    idle_timeout="0s",
    running_timeout="0s",
    host={
        "gce_instance": {
            "machine_type": "g2-standard-48",
            "accelerators": [{"type": "nvidia-l4", "count": 4}],
            "pool_size": 25,
            "boot_disk_size_gb": 200,
            "disable_public_ip_addresses": True,
        },
    },
)

for dev in ["ana", "bo", "cleo", "dmitri", "eve"]:
    gcp.workstations.Workstation(
        f"ws-{dev}",
        workstation_id=dev,
        workstation_config_id=config.workstation_config_id,
        workstation_cluster_id=cluster.workstation_cluster_id,
        location="us-central1",
    )
