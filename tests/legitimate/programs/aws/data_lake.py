"""A data lake in one region: a bucket whose objects age, a catalog, a nightly job of Glue, and a workgroup to ask it."""

import json

import pulumi
import pulumi_aws as aws

lake = aws.s3.Bucket("lake", tags={"owner": "analytics", "cost-center": "an-7"})
aws.s3.BucketLifecycleConfiguration(
    "lake",
    bucket=lake.id,
    rules=[
        {
            "id": "age",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "transitions": [{"days": 90, "storage_class": "STANDARD_IA"}],
            "expiration": {"days": 730},
            "abort_incomplete_multipart_upload": {"days_after_initiation": 3},
        }
    ],
)
database = aws.glue.CatalogDatabase("lake", name="lake")
role = aws.iam.Role(
    "glue",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "glue.amazonaws.com"}}
            ],
        }
    ),
)
job = aws.glue.Job(
    "nightly",
    role_arn=role.arn,
    glue_version="5.0",
    worker_type="G.1X",
    number_of_workers=4,
    timeout=120,
    command={"script_location": pulumi.Output.concat("s3://", lake.bucket, "/scripts/nightly.py")},
)
aws.glue.Trigger("nightly", type="SCHEDULED", schedule="cron(0 3 * * ? *)", actions=[{"job_name": job.name}])
aws.athena.Workgroup(
    "analysts",
    configuration={
        "bytes_scanned_cutoff_per_query": 1099511627776,
        "result_configuration": {"output_location": pulumi.Output.concat("s3://", lake.bucket, "/results/")},
    },
)
