"""The finance warehouse.

A Redshift cluster of 32 ra3.16xlarge nodes (about 13 $ an hour each), near 300,000 $ a month, picked from a table of sizes by a config
default.
"""

import pulumi
import pulumi_aws as aws

sizes = {
    "dev": {"node_type": "ra3.large", "number_of_nodes": 1},
    "prod": {"node_type": "ra3.16xlarge", "number_of_nodes": 32},
}

stage = pulumi.Config().get("stage") or "prod"

warehouse = aws.redshift.Cluster(
    "finance",
    cluster_identifier="finance",
    database_name="finance",
    master_username="dba",
    manage_master_password=True,
    cluster_type="multi-node",
    encrypted=True,
    skip_final_snapshot=False,
    final_snapshot_identifier="finance-final",
    **sizes[stage],
)

pulumi.export("endpoint", warehouse.endpoint)
