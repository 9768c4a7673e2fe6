"""Asynchronous disk replication for the ERP servers.

Persistent Disk asynchronous replication sends all block changes of the ERP disks from us-central1-a to us-east1-b.
"""

import pulumi
import pulumi_gcp as gcp

DISKS = {"erp-data": 4096, "erp-logs": 1024, "erp-archive": 8192}
PRIMARY, DR = "us-central1-a", "us-east1-b"


class ReplicatedDisk(pulumi.ComponentResource):
    def __init__(self, name, size):
        super().__init__("erp:ReplicatedDisk", name)
        child = pulumi.ResourceOptions(parent=self)
        self.primary = gcp.compute.Disk(name, name=name, zone=PRIMARY, type="pd-ssd", size=size, opts=child)
        self.secondary = gcp.compute.Disk(
            f"{name}-dr",
            name=f"{name}-dr",
            zone=DR,
            type="pd-ssd",
            size=size,
            async_primary_disk={"disk": self.primary.id},
            opts=child,
        )
        self.link = gcp.compute.DiskAsyncReplication(
            f"{name}-replication", primary_disk=self.primary.id, secondary_disk={"disk": self.secondary.id}, opts=child
        )
        self.register_outputs({"link": self.link.id})


for disk, gb in DISKS.items():
    ReplicatedDisk(disk, gb)
