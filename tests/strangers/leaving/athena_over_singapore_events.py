"""Expose the Singapore event archive to the analysts' Athena in N. Virginia.

Athena workgroup in us-east-1 scans the events table whose parquet files lie in an S3 bucket in ap-southeast-1 (Glue catalog table
location), so each query reads S3 across regions.
"""

import pulumi_aws as aws

archive = aws.s3.Bucket("event-archive", bucket="acme-sg-event-archive", region="ap-southeast-1")
results = aws.s3.Bucket("athena-results")

db = aws.glue.CatalogDatabase("clickhouse_export", name="clickhouse_export")

aws.glue.CatalogTable(
    "events",
    name="events",
    database_name=db.name,
    table_type="EXTERNAL_TABLE",
    parameters={
        "classification": "parquet",
        "projection.enabled": "true",
        "projection.dt.type": "date",
        "projection.dt.range": "2023-01-01,NOW",
        "projection.dt.format": "yyyy-MM-dd",
    },
    partition_keys=[{"name": "dt", "type": "string"}],
    storage_descriptor={
        "location": archive.bucket.apply(lambda b: f"s3://{b}/events/"),
        "input_format": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "output_format": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "ser_de_info": {"serialization_library": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"},
        "columns": [
            {"name": "user_id", "type": "bigint"},
            {"name": "event", "type": "string"},
            {"name": "payload", "type": "string"},
        ],
    },
)

aws.athena.Workgroup(
    "analysts",
    configuration={
        "result_configuration": {"output_location": results.bucket.apply(lambda b: f"s3://{b}/out/")},
    },
)
