"""The sales warehouse and its nightly snapshot schedule.

Redshift cluster of 12 ra3.16xlarge nodes, about 114,000 $ a month.
"""

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
nodes = cfg.get_int("nodes") or 12

key = aws.kms.Key("dw-key", description="sales warehouse", enable_key_rotation=True)
params = aws.redshift.ParameterGroup(
    "dw-params",
    family="redshift-1.0",
    parameters=[
        {"name": "require_ssl", "value": "true"},
        {"name": "enable_user_activity_logging", "value": "true"},
    ],
)
cluster = aws.redshift.Cluster(
    "sales-dw",
    cluster_identifier="sales-dw",
    database_name="sales",
    master_username="loader",
    manage_master_password=True,
    node_type="ra3.16xlarge",
    cluster_type="multi-node",
    number_of_nodes=nodes,
    cluster_parameter_group_name=params.name,
    encrypted=True,
    kms_key_id=key.arn,
    publicly_accessible=False,
    automated_snapshot_retention_period=7,
    skip_final_snapshot=False,
    final_snapshot_identifier="sales-dw-final",
)
schedule = aws.redshift.SnapshotSchedule("dw-nightly", definitions=["cron(30 2 *)"])
aws.redshift.SnapshotScheduleAssociation(
    "dw-nightly-assoc", cluster_identifier=cluster.id, schedule_identifier=schedule.id
)
pulumi.export("endpoint", cluster.endpoint)
