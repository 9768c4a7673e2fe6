"""Mirror the curated zone of the lake to Google Cloud for the BigQuery team.

The parquet data lake in an S3 bucket in us-east-1 is copied every night to a Google Cloud Storage bucket by an AWS DataSync task
(S3 location to object-storage location storage.googleapis.com): AWS internet egress to Google Cloud.
"""

import json

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()

lake = aws.s3.Bucket("curated-lake", bucket="acme-curated-lake")

role = aws.iam.Role(
    "datasync-lake",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "datasync.amazonaws.com"}}
            ],
        }
    ),
)

src = aws.datasync.S3Location(
    "lake",
    s3_bucket_arn=lake.arn,
    subdirectory="/parquet",
    s3_config={"bucket_access_role_arn": role.arn},
)

dst = aws.datasync.LocationObjectStorage(
    "gcs",
    server_hostname="storage.googleapis.com",
    server_protocol="HTTPS",
    server_port=443,
    bucket_name="acme-bq-landing",
    access_key=cfg.get("gcsHmacKey") or "GOOG1EXAMPLE",
    secret_key=cfg.get_secret("gcsHmacSecret") or "unset",
    agent_arns=["arn:aws:datasync:us-east-1:111122223333:agent/agent-0b8e2b5fd32d1d1a5"],
)

aws.datasync.Task(
    "nightly-lake-mirror",
    source_location_arn=src.arn,
    destination_location_arn=dst.arn,
    options={"transfer_mode": "CHANGED", "verify_mode": "ONLY_FILES_TRANSFERRED", "bytes_per_second": -1},
    schedule={"schedule_expression": "cron(0 2 * * ? *)"},
)
