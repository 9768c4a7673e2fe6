"""Aurora for the trading history, pinned high for the open.

Aurora Serverless v2 with a floor of 128 and a limit of 256 ACU on five instances: at least 640 ACU, above 60,000 $ a month.
"""

import pulumi_aws as aws

cluster = aws.rds.Cluster(
    "trades",
    engine="aurora-postgresql",
    engine_mode="provisioned",
    engine_version="16.6",
    database_name="trades",
    master_username="dba",
    manage_master_user_password=True,
    storage_type="aurora-iopt1",
    serverlessv2_scaling_configuration={"min_capacity": 128, "max_capacity": 256},
    skip_final_snapshot=True,
)

for n in range(5):
    aws.rds.ClusterInstance(
        f"trades-{n}",
        cluster_identifier=cluster.id,
        instance_class="db.serverless",
        engine="aurora-postgresql",
        engine_version="16.6",
    )
