"""Daily order ETL with Glue and Athena, all in us-east-1."""

import pulumi
import pulumi_aws as aws

raw = aws.s3.Bucket("orders-raw")
curated = aws.s3.Bucket("orders-curated")
role = aws.iam.Role(
    "etl-role",
    assume_role_policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"glue.amazonaws.com"}}]}',
    managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"],
)
script = aws.s3.BucketObjectv2(
    "orders-script",
    bucket=raw.bucket,
    key="scripts/orders.py",
    content="import sys\nfrom awsglue.utils import getResolvedOptions\nargs = getResolvedOptions(sys.argv, ['RAW', 'OUT'])\n",
)
db = aws.glue.CatalogDatabase("orders", name="orders")
job = aws.glue.Job(
    "orders-daily",
    role_arn=role.arn,
    glue_version="5.0",
    worker_type="G.1X",
    number_of_workers=5,
    timeout=60,
    max_retries=1,
    execution_property={"max_concurrent_runs": 1},
    command={
        "name": "glueetl",
        "python_version": "3",
        "script_location": pulumi.Output.concat("s3://", raw.bucket, "/", script.key),
    },
    default_arguments={"--RAW": raw.bucket, "--OUT": curated.bucket, "--enable-auto-scaling": "true"},
)
aws.glue.Trigger("daily", type="SCHEDULED", schedule="cron(15 3 * * ? *)", actions=[{"job_name": job.name}])
workgroup = aws.athena.Workgroup(
    "analysts",
    configuration={
        "bytes_scanned_cutoff_per_query": 50 * 1024**3,
        "enforce_workgroup_configuration": True,
        "result_configuration": {"output_location": curated.bucket.apply(lambda b: f"s3://{b}/athena/")},
    },
)
pulumi.export("database", db.name)
pulumi.export("workgroup", workgroup.name)
