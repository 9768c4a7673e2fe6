"""Continuous migration of the ledger from RDS MySQL to Azure PostgreSQL.

A DMS full-load-and-cdc task moves the ledger tables from MySQL on AWS us-east-1 to Azure Database for PostgreSQL in westeurope.
"""

import json

import pulumi
import pulumi_aws as aws
import pulumi_azure_native as azure

config = pulumi.Config()
password = config.get_secret("dbPassword") or "changeme"

rg = azure.resources.ResourceGroup("ledger-rg", location="westeurope")
target_db = azure.dbforpostgresql.Server(
    "ledger-pg",
    resource_group_name=rg.name,
    server_name="acme-ledger-pg",
    location="westeurope",
    version="16",
    administrator_login="ledger",
    administrator_login_password=password,
    sku={"name": "Standard_D8ds_v5", "tier": "GeneralPurpose"},
    storage={"storage_size_gb": 1024},
)

instance = aws.dms.ReplicationInstance(
    "ledger-dms",
    replication_instance_id="ledger-dms",
    replication_instance_class="dms.r6i.xlarge",
    allocated_storage=200,
)
source = aws.dms.Endpoint(
    "ledger-mysql",
    endpoint_id="ledger-mysql",
    endpoint_type="source",
    engine_name="mysql",
    server_name="ledger.cxyz12abc.us-east-1.rds.amazonaws.com",
    port=3306,
    username="dms",
    password=password,
)
target = aws.dms.Endpoint(
    "ledger-postgres",
    endpoint_id="ledger-postgres",
    endpoint_type="target",
    engine_name="postgres",
    server_name="acme-ledger-pg.postgres.database.azure.com",
    port=5432,
    database_name="ledger",
    username="ledger",
    password=password,
    ssl_mode="require",
    opts=pulumi.ResourceOptions(depends_on=[target_db]),
)
aws.dms.ReplicationTask(
    "ledger-cdc",
    replication_task_id="ledger-cdc",
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
                    "rule-name": "all",
                    "rule-action": "include",
                    "object-locator": {"schema-name": "ledger", "table-name": "%"},
                }
            ]
        }
    ),
)
