"""Block-level DR for the Scylla data disks.

Three 8 TB persistent disks in us-central1 are block-replicated to disks in us-east1 by PD Asynchronous Replication.
"""

import pulumi_gcp as gcp

for n in range(3):
    primary = gcp.compute.Disk(
        f"scylla-{n}",
        zone="us-central1-a",
        type="pd-ssd",
        size=8192,
    )
    secondary = gcp.compute.Disk(
        f"scylla-{n}-dr",
        zone="us-east1-b",
        type="pd-ssd",
        size=8192,
        async_primary_disk={"disk": primary.id},
    )
    gcp.compute.DiskAsyncReplication(
        "scylla-dr" if n == 0 else f"scylla-dr-{n}",
        primary_disk=primary.id,
        secondary_disk={"disk": secondary.id},
    )
