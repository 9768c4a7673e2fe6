"""Hourly click-stream compaction on Glue.

Glue Spark job with 299 G.8X workers started hourly (2392 DPU, about 1,000 $ an hour).
"""

import pulumi
import pulumi_aws as aws

bucket = aws.s3.Bucket("clickstream-scripts")
script = aws.s3.BucketObjectv2(
    "compact-script",
    bucket=bucket.bucket,
    key="jobs/compact.py",
    content="from awsglue.context import GlueContext\n# compaction lives in the wheel\nimport clickstream.compact\n",
)
job = aws.glue.Job(
    "clickstream-backfill",
    role_arn="arn:aws:iam::111122223333:role/glue-clickstream",
    glue_version="5.0",
    worker_type="G.8X",
    number_of_workers=299,
    timeout=55,
    execution_property={"max_concurrent_runs": 2},
    command={
        "name": "glueetl",
        "python_version": "3",
        "script_location": pulumi.Output.concat("s3://", bucket.bucket, "/", script.key),
    },
    default_arguments={
        "--enable-metrics": "true",
        "--enable-auto-scaling": "false",
        "--additional-python-modules": "clickstream==4.1",
    },
)
trigger = aws.glue.Trigger(
    "hourly",
    type="SCHEDULED",
    schedule="cron(5 * * * ? *)",
    actions=[{"job_name": job.name}],
)
pulumi.export("job", job.name)
