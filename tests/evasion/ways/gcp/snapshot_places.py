"""A snapshot without a place is kept in several regions; this one says so.

Answer: cross-region-copy fail nightly
"""

import pulumi_gcp as gcp

disk = gcp.compute.Disk("data", zone="us-central1-a", type="pd-balanced", size=1000)
gcp.compute.Snapshot("nightly", source_disk=disk.id, storage_locations=["eu"])
