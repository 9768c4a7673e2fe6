"""Snapshot schedule for the database disks.

Nightly snapshots of the twelve 4 TB database disks in us-central1 are stored in asia-northeast1 (storage_locations of the
snapshot schedule).
"""

import pulumi_gcp as gcp

policy = gcp.compute.ResourcePolicy(
    "nightly-to-tokyo",
    region="us-central1",
    snapshot_schedule_policy=gcp.compute.ResourcePolicySnapshotSchedulePolicyArgs(
        schedule=gcp.compute.ResourcePolicySnapshotSchedulePolicyScheduleArgs(
            daily_schedule=gcp.compute.ResourcePolicySnapshotSchedulePolicyScheduleDailyScheduleArgs(
                days_in_cycle=1,
                start_time="07:00",
            ),
        ),
        retention_policy={"max_retention_days": 21},
        snapshot_properties=gcp.compute.ResourcePolicySnapshotSchedulePolicySnapshotPropertiesArgs(
            storage_locations="asia-northeast1",
        ),
    ),
)

for i in range(12):
    disk = gcp.compute.Disk(f"pg-{i:02d}", zone="us-central1-f", size=4096, type="pd-balanced")
    gcp.compute.DiskResourcePolicyAttachment(f"pg-{i:02d}", disk=disk.name, zone="us-central1-f", name=policy.name)
