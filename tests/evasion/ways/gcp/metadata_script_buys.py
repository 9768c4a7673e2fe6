"""A small machine whose startup script buys a large one by the gcloud CLI.

Answer: oversized-instance fail box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="e2-medium",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    metadata_startup_script="gcloud compute instances create big --machine-type=a3-highgpu-8g --zone=us-central1-a\n",
)
