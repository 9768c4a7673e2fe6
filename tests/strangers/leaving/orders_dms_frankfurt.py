"""Keep the Frankfurt analytics copy of the orders database up to date with DMS.

The whole Postgres orders database (full load, then continuous CDC) leaves us-east-1 for an Aurora cluster in eu-central-1,
carried by a DMS replication task running in us-east-1.
"""

import json

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
db_password = cfg.get_secret("dbPassword") or "change-me"

instance = aws.dms.ReplicationInstance(
    "orders-dms",
    replication_instance_id="orders-dms",
    replication_instance_class="dms.r6i.2xlarge",
    allocated_storage=500,
    multi_az=True,
    publicly_accessible=True,
)

source = aws.dms.Endpoint(
    "orders-source",
    endpoint_id="orders-source",
    endpoint_type="source",
    engine_name="postgres",
    server_name="orders-prod.c9xk2m1q8trz.us-east-1.rds.amazonaws.com",
    port=5432,
    database_name="orders",
    username="dms",
    password=db_password,
    ssl_mode="require",
)

target = aws.dms.Endpoint(
    "orders-target",
    endpoint_id="orders-target",
    endpoint_type="target",
    engine_name="aurora-postgresql",
    server_name="analytics.cluster-ct2o8v5w0pqa.eu-central-1.rds.amazonaws.com",
    port=5432,
    database_name="orders",
    username="dms",
    password=db_password,
    ssl_mode="require",
)

task = aws.dms.ReplicationTask(
    "orders-full-load-and-cdc",
    replication_task_id="orders-full-load-and-cdc",
    migration_type="full-load-and-cdc",
    replication_instance_arn=instance.replication_instance_arn,
    source_endpoint_arn=source.endpoint_arn,
    target_endpoint_arn=target.endpoint_arn,
    start_replication_task=True,
    table_mappings=json.dumps(
        {
            "rules": [
                {
                    "rule-type": "selection",
                    "rule-id": "1",
                    "rule-name": "all-orders",
                    "object-locator": {"schema-name": "public", "table-name": "%"},
                    "rule-action": "include",
                }
            ]
        }
    ),
)
pulumi.export("task", task.replication_task_arn)
