"""Disaster-recovery copy of the PostgreSQL data disk.

The persistent disk in us-central1-a is continuously replicated to a secondary disk in us-east4-b by PD asynchronous replication.
"""

import pulumi
import pulumi_gcp as gcp

primary = gcp.compute.Disk(
    "pg-data",
    name="pg-data",
    zone="us-central1-a",
    type="pd-ssd",
    size=2048,
    physical_block_size_bytes=4096,
)
secondary = gcp.compute.Disk(
    "pg-data-dr",
    name="pg-data-dr",
    zone="us-east4-b",
    type="pd-ssd",
    size=2048,
    physical_block_size_bytes=4096,
    async_primary_disk={"disk": primary.id},
)

server = gcp.compute.Instance(
    "pg-server",
    name="pg-server",
    zone="us-central1-a",
    machine_type="n2-highmem-16",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12", "size": 50}},
    attached_disks=[{"source": primary.id, "device_name": "pgdata"}],
    network_interfaces=[{"network": "default"}],
)

gcp.compute.DiskAsyncReplication(
    "pg-data-replication",
    primary_disk=primary.id,
    secondary_disk={"disk": secondary.id},
)
pulumi.export("server", server.self_link)
