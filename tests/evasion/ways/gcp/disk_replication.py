"""A disk is replicated to another region with every write.

Answer: cross-region-copy fail copies
"""

import pulumi_gcp as gcp

here = gcp.compute.Disk("here", zone="us-central1-a", type="pd-balanced", size=1000)
there = gcp.compute.Disk(
    "there", zone="us-east1-b", type="pd-balanced", size=1000, async_primary_disk={"disk": here.id}
)
gcp.compute.DiskAsyncReplication("copies", primary_disk=here.id, secondary_disk={"disk": there.id})
