"""A callback chooses the machine type by a value that only the cloud knows.

Answer: oversized-instance undetermined box
"""

import pulumi_gcp as gcp

bucket = gcp.storage.Bucket("data", location="us-central1")
gcp.compute.Instance(
    "box",
    machine_type=bucket.self_link.apply(lambda link: "a3-highgpu-8g" if "storage" in link else "e2-medium"),
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
