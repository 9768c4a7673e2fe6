"""Glue ETL: full extracts of the Tokyo order database into the lake, every night.

A nightly Glue job in us-east-1 reads full tables over JDBC from an Aurora cluster in ap-northeast-1 into the us-east-1 lake.
"""

import pulumi
import pulumi_aws as aws

TOKYO_DB = "orders.cluster-ro-c9akciq32.ap-northeast-1.rds.amazonaws.com"
lake = aws.s3.Bucket("lake", bucket="acme-lake")

orders = aws.glue.Connection(
    "orders-tokyo",
    name="orders-tokyo",
    connection_type="JDBC",
    connection_properties={
        "JDBC_CONNECTION_URL": f"jdbc:mysql://{TOKYO_DB}:3306/orders",
        "SECRET_ID": "glue/orders-tokyo",
    },
    physical_connection_requirements={
        "availability_zone": "us-east-1a",
        "subnet_id": "subnet-0d1e2f3a",
        "security_group_id_lists": ["sg-0d1e2f3a"],
    },
)
extract = aws.glue.Job(
    "orders-extract",
    name="orders-extract",
    role_arn="arn:aws:iam::111122223333:role/glue-etl",
    glue_version="4.0",
    worker_type="G.2X",
    number_of_workers=20,
    connections=[orders.name],
    command={
        "name": "glueetl",
        "python_version": "3",
        "script_location": lake.bucket.apply(lambda b: f"s3://{b}/scripts/full_extract.py"),
    },
    default_arguments={
        "--tables": "orders,order_lines,shipments,returns",
        "--mode": "full",
        "--target": lake.bucket.apply(lambda b: f"s3://{b}/bronze/orders/"),
        "--enable-metrics": "true",
    },
)
aws.glue.Trigger("nightly", type="SCHEDULED", schedule="cron(0 18 * * ? *)", actions=[{"job_name": extract.name}])
pulumi.export("job", extract.name)
