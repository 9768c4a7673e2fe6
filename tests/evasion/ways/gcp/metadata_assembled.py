"""cloud-init's user data puts the name together, so that it stands nowhere.

Answer: oversized-instance undetermined box
"""

import pulumi_gcp as gcp

USER_DATA = """#cloud-config
runcmd:
  - kind=a3 size=highgpu-8g; gcloud compute instances create big --machine-type="$kind-$size" --zone=us-central1-a
"""

gcp.compute.Instance(
    "box",
    machine_type="e2-medium",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    metadata={"user-data": USER_DATA},
)
