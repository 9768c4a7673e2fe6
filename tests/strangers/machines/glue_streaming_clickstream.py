"""Streaming ETL of the clickstream.

A Glue streaming job of 150 G.8X workers (8 DPU each) that never times out: 1200 DPU at 0.44 $ an hour, about 380,000 $ a month.
"""

import pulumi_aws as aws

bucket = "vision-etl"

job = aws.glue.Job(
    "clickstream",
    role_arn="arn:aws:iam::111122223333:role/glue-clickstream",
    glue_version="5.0",
    worker_type="G.8X",
    number_of_workers=150,
    timeout=0,
    max_retries=3,
    command={
        "name": "gluestreaming",
        "python_version": "3",
        "script_location": f"s3://{bucket}/scripts/clickstream.py",
    },
    default_arguments={
        "--enable-metrics": "true",
        "--TempDir": f"s3://{bucket}/tmp/",
    },
)

aws.glue.Trigger(
    "clickstream-start",
    type="SCHEDULED",
    schedule="cron(0 0 * * ? *)",
    start_on_creation=True,
    actions=[{"job_name": job.name}],
)
