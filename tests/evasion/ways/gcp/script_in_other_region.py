"""The zone of the machine, not the provider, is on another continent than the data that its script copies.

Answer: cross-region-transfer fail box
"""

import pulumi_gcp as gcp

gcp.storage.Bucket("data", name="vision-data", location="us-central1")
gcp.compute.Instance(
    "box",
    machine_type="e2-medium",
    zone="europe-west4-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    metadata_startup_script="gcloud storage rsync -r gs://vision-data /data\n",
)
