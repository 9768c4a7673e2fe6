"""A machine image is kept in another place than the disk that it was made of.

Answer: cross-region-copy fail trainer
"""

import pulumi_gcp as gcp

disk = gcp.compute.Disk("data", zone="us-central1-a", type="pd-balanced", size=1000)
gcp.compute.Image("trainer", source_disk=disk.id, storage_locations=["europe-west4"])
