"""Reporting warehouse with its disaster-recovery snapshots.

Every automated snapshot of the eight-node Redshift warehouse in us-east-1 is copied to ca-central-1 by cross-region snapshot copy.
"""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
dr_region = config.get("drRegion") or "ca-central-1"

warehouse = aws.redshift.Cluster(
    "reporting",
    cluster_identifier="reporting",
    database_name="reporting",
    node_type="ra3.4xlarge",
    number_of_nodes=8,
    master_username="admin",
    manage_master_password=True,
    automated_snapshot_retention_period=7,
    encrypted="true",
    kms_key_id="arn:aws:kms:us-east-1:111122223333:key/4cc7f0a0-33f5-4b7e-9e43-0a3a9b3a1c11",
    final_snapshot_identifier="reporting-final",
)
grant = aws.redshift.SnapshotCopyGrant(
    "reporting-dr",
    snapshot_copy_grant_name="reporting-dr",
    region=dr_region,
)
aws.redshift.SnapshotCopy(
    "reporting-dr-copy",
    cluster_identifier=warehouse.id,
    destination_region=dr_region,
    retention_period=14,
    snapshot_copy_grant_name=grant.snapshot_copy_grant_name,
)
