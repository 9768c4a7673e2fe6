"""Orders ETL: a nightly Glue job from the raw bucket to the curated bucket (eu-west-1)."""

import json

import pulumi
import pulumi_aws as aws

ireland = aws.Provider("ireland", region="eu-west-1", default_tags=aws.ProviderDefaultTagsArgs(tags={"app": "orders"}))
opts = pulumi.ResourceOptions(provider=ireland)

raw = aws.s3.Bucket("orders-raw", opts=opts)
curated = aws.s3.Bucket("orders-curated", opts=opts)
scripts = aws.s3.Bucket("orders-scripts", opts=opts)
script = aws.s3.BucketObjectv2(
    "job",
    bucket=scripts.id,
    key="orders_etl.py",
    opts=opts,
    content="""
import sys
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession
args = getResolvedOptions(sys.argv, ["source", "target"])
spark = SparkSession.builder.getOrCreate()
spark.read.json(args["source"]).dropDuplicates(["order_id"]).write.mode("append").parquet(args["target"])
""",
)

role = aws.iam.Role(
    "glue",
    opts=opts,
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "glue.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "glue-service", role=role.name, opts=opts, policy_arn="arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"
)
aws.iam.RolePolicy(
    "glue-buckets",
    role=role.id,
    opts=opts,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
                    "Resource": [
                        pulumi.Output.concat(b.arn, suffix) for b in (raw, curated, scripts) for suffix in ("", "/*")
                    ],
                }
            ],
        }
    ),
)

db = aws.glue.CatalogDatabase("orders", name="orders", opts=opts)
job = aws.glue.Job(
    "orders-etl",
    role_arn=role.arn,
    glue_version="4.0",
    worker_type="G.1X",
    number_of_workers=5,
    max_retries=1,
    timeout=90,
    execution_property=aws.glue.JobExecutionPropertyArgs(max_concurrent_runs=1),
    command=aws.glue.JobCommandArgs(
        python_version="3", script_location=pulumi.Output.concat("s3://", scripts.bucket, "/", script.key)
    ),
    default_arguments={
        "--source": pulumi.Output.concat("s3://", raw.bucket, "/"),
        "--target": pulumi.Output.concat("s3://", curated.bucket, "/orders/"),
        "--job-bookmark-option": "job-bookmark-enable",
        "--enable-metrics": "true",
    },
    opts=opts,
)
aws.glue.Trigger(
    "nightly",
    type="SCHEDULED",
    schedule="cron(15 2 * * ? *)",
    actions=[aws.glue.TriggerActionArgs(job_name=job.name)],
    opts=opts,
)
aws.glue.Crawler(
    "curated",
    database_name=db.name,
    role=role.arn,
    schedule="cron(0 5 * * ? *)",
    s3_targets=[aws.glue.CrawlerS3TargetArgs(path=pulumi.Output.concat("s3://", curated.bucket, "/orders/"))],
    opts=opts,
)
