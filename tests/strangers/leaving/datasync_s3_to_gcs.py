"""Nightly DataSync of the curated lake from S3 to Google Cloud Storage.

A scheduled DataSync task moves parquet data from an S3 bucket in us-east-1 to a Google Cloud Storage bucket in europe-west4.
"""

import pulumi
import pulumi_aws as aws
import pulumi_gcp as gcp

config = pulumi.Config()

curated = aws.s3.Bucket("curated-lake", bucket="acme-curated-lake")
target = gcp.storage.Bucket(
    "analytics-lake", name="acme-analytics-lake", location="EUROPE-WEST4", uniform_bucket_level_access=True
)
hmac = gcp.storage.HmacKey("datasync-hmac", service_account_email="datasync@vision.iam.gserviceaccount.com")

source = aws.datasync.S3Location(
    "lake-source",
    s3_bucket_arn=curated.arn,
    subdirectory="/parquet",
    s3_config={"bucket_access_role_arn": "arn:aws:iam::111122223333:role/datasync-s3"},
)
destination = aws.datasync.LocationObjectStorage(
    "lake-target",
    server_hostname="storage.googleapis.com",
    server_protocol="HTTPS",
    server_port=443,
    bucket_name=target.name,
    access_key=hmac.access_id,
    secret_key=hmac.secret,
    agent_arns=["arn:aws:datasync:us-east-1:111122223333:agent/agent-0b1c2d3e4f5a6b7c8"],
)
task = aws.datasync.Task(
    "nightly-lake-sync",
    name="nightly-lake-sync",
    source_location_arn=source.arn,
    destination_location_arn=destination.arn,
    schedule={"schedule_expression": "cron(0 2 * * ? *)"},
    options={"transfer_mode": "CHANGED", "verify_mode": "ONLY_FILES_TRANSFERRED"},
)
pulumi.export("task", task.arn)
