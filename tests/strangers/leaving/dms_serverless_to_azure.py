"""Continuous replication of the CRM database to the acquirer's Azure Postgres.

DMS serverless replicates all tables (full load and CDC) from Aurora in us-east-1 to an Azure Postgres server in West Europe, over the
internet.
"""

import json

import pulumi_aws as aws

source = aws.dms.Endpoint(
    "crm-aurora",
    endpoint_id="crm-aurora",
    endpoint_type="source",
    engine_name="aurora-postgresql",
    server_name="crm.cluster-c2mk3l4n5.us-east-1.rds.amazonaws.com",
    port=5432,
    database_name="crm",
    username="dms",
    password="{{resolve:secretsmanager:dms-crm}}",
)
target = aws.dms.Endpoint(
    "crm-azure",
    endpoint_id="crm-azure",
    endpoint_type="target",
    engine_name="postgres",
    server_name="crm-westeurope.postgres.database.azure.com",
    port=5432,
    database_name="crm",
    username="loader",
    password="{{resolve:secretsmanager:dms-azure}}",
    ssl_mode="require",
)
everything = {
    "rules": [
        {
            "rule-type": "selection",
            "rule-id": "1",
            "rule-name": "all",
            "rule-action": "include",
            "object-locator": {"schema-name": "public", "table-name": "%"},
        }
    ]
}
aws.dms.ReplicationConfig(
    "crm-to-azure",
    replication_config_identifier="crm-to-azure",
    replication_type="full-load-and-cdc",
    source_endpoint_arn=source.endpoint_arn,
    target_endpoint_arn=target.endpoint_arn,
    table_mappings=json.dumps(everything),
    start_replication=True,
    compute_config={
        "replication_subnet_group_id": "dms-private",
        "min_capacity_units": 4,
        "max_capacity_units": 32,
    },
)
