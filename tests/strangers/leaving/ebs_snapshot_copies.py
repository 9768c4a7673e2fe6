"""Copies of the database volumes' snapshots for the DR drill site.

EBS snapshots of volumes up to 12 TB are copied from us-east-1 to us-west-2.
"""

import pulumi
import pulumi_aws as aws

VOLUMES = {
    "pg-data": ("us-east-1a", 6000),
    "pg-wal": ("us-east-1a", 1000),
    "minio-0": ("us-east-1b", 12000),
}
dr = aws.Provider("dr", region="us-west-2")

for name, (zone, size) in VOLUMES.items():
    volume = aws.ebs.Volume(name, availability_zone=zone, size=size, type="gp3", encrypted=True)
    snap = aws.ebs.Snapshot(f"{name}-snap", volume_id=volume.id, tags={"drill": "2025-q3"})
    aws.ebs.SnapshotCopy(
        f"{name}-dr",
        source_snapshot_id=snap.id,
        source_region="us-east-1",
        encrypted=True,
        tags={"drill": "2025-q3"},
        opts=pulumi.ResourceOptions(provider=dr),
    )
