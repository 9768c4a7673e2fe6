"""Redshift warehouse plus DR.

Automated snapshots of an 8-node ra3 Redshift warehouse in us-east-1 are copied to eu-west-1 by Redshift's cross-region snapshot
copy.
"""

import pulumi_aws as aws

warehouse = aws.redshift.Cluster(
    "warehouse",
    cluster_identifier="warehouse",
    node_type="ra3.4xlarge",
    number_of_nodes=8,
    database_name="dwh",
    master_username="root",
    manage_master_password=True,
    automated_snapshot_retention_period=7,
    skip_final_snapshot=True,
)

aws.redshift.SnapshotCopy(
    "warehouse-dr",
    cluster_identifier=warehouse.cluster_identifier,
    destination_region="eu-west-1",
    retention_period=14,
)
