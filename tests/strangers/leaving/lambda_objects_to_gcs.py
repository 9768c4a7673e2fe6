"""Copy each new parquet file to the marketing team's Google Cloud bucket.

A Lambda in us-east-1 uploads every new parquet object to a Google Cloud Storage bucket in europe-west4: cross-cloud internet egress.
"""

import pulumi
import pulumi_aws as aws

SOURCE = """
import os, boto3
from google.cloud import storage

s3 = boto3.client("s3")
gcs = storage.Client().bucket(os.environ["GCS_BUCKET"])

def handler(event, _):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        body = s3.get_object(Bucket=bucket, Key=key)["Body"]
        gcs.blob(key).upload_from_file(body)
"""

events = aws.s3.Bucket("events-parquet", bucket="acme-events-parquet")
copier = aws.lambda_.Function(
    "to-gcs",
    runtime="python3.12",
    handler="index.handler",
    role="arn:aws:iam::111122223333:role/to-gcs",
    timeout=900,
    memory_size=3008,
    layers=["arn:aws:lambda:us-east-1:111122223333:layer:google-cloud-storage:4"],
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(SOURCE)}),
    environment={
        "variables": {
            "GCS_BUCKET": "acme-marketing-events-europe-west4",
            "GOOGLE_APPLICATION_CREDENTIALS": "/opt/wif.json",
        }
    },
)
allow = aws.lambda_.Permission(
    "s3-invoke",
    action="lambda:InvokeFunction",
    function=copier.name,
    principal="s3.amazonaws.com",
    source_arn=events.arn,
)
aws.s3.BucketNotification(
    "on-parquet",
    bucket=events.id,
    lambda_functions=[
        {"lambda_function_arn": copier.arn, "events": ["s3:ObjectCreated:*"], "filter_suffix": ".parquet"}
    ],
    opts=pulumi.ResourceOptions(depends_on=[allow]),
)
