"""The machine type by its whole address, as the API gives it back.

Answer: oversized-instance fail box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="https://www.googleapis.com/compute/v1/projects/vision/zones/us-central1-a/machineTypes/a3-highgpu-8g",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
