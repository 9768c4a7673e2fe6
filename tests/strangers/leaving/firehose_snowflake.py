"""Order events land straight in the analytics Snowflake account.

Firehose streams all order events from Kinesis in us-east-1 to a Snowflake account in eu-central-1.
"""

import pulumi
import pulumi_aws as aws

SNOWFLAKE = "https://acme-emea.eu-central-1.snowflakecomputing.com"

orders = aws.kinesis.Stream("orders", name="orders", stream_mode_details={"stream_mode": "ON_DEMAND"})
errors = aws.s3.Bucket("orders-errors", bucket="acme-orders-errors")
role = "arn:aws:iam::111122223333:role/firehose"

aws.kinesis.FirehoseDeliveryStream(
    "orders-snowflake",
    name="orders-snowflake",
    destination="snowflake",
    kinesis_source_configuration={"kinesis_stream_arn": orders.arn, "role_arn": role},
    snowflake_configuration={
        "account_url": SNOWFLAKE,
        "user": "firehose",
        "private_key": pulumi.Config().get("key") or "MIIEvQIBADANBgkq",
        "database": "RAW",
        "schema": "ORDERS",
        "table": "EVENTS",
        "data_loading_option": "JSON_MAPPING",
        "role_arn": role,
        "s3_backup_mode": "FailedDataOnly",
        "s3_configuration": {"role_arn": role, "bucket_arn": errors.arn},
    },
)
