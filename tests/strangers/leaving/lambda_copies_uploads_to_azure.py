"""Copy each uploaded video to the Azure account of the subtitle vendor.

Every video uploaded to the us-east-1 bucket is read by a Lambda function, started by the bucket's notification, and written to an
Azure Blob container (account in West Europe): AWS egress to Azure.
"""

import json

import pulumi
import pulumi_aws as aws

HANDLER = """
import os, boto3
from azure.storage.blob import BlobServiceClient

s3 = boto3.client("s3")
service = BlobServiceClient(os.environ["VENDOR_BLOB_URL"], credential=os.environ["VENDOR_SAS"])


def handler(event, context):
    for r in event["Records"]:
        bucket, key = r["s3"]["bucket"]["name"], r["s3"]["object"]["key"]
        body = s3.get_object(Bucket=bucket, Key=key)["Body"]
        service.get_blob_client("incoming", key).upload_blob(body, overwrite=True, max_concurrency=8)
"""

uploads = aws.s3.Bucket("video-uploads")

role = aws.iam.Role(
    "copy",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
            ],
        }
    ),
    managed_policy_arns=["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
)

fn = aws.lambda_.Function(
    "copy-to-azure",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    timeout=900,
    memory_size=3008,
    layers=["arn:aws:lambda:us-east-1:111122223333:layer:azure-blob:4"],
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(HANDLER)}),
    environment={
        "variables": {
            "VENDOR_BLOB_URL": "https://subtitlesweu.blob.core.windows.net",
            "VENDOR_SAS": pulumi.Config().get_secret("vendorSas") or "?sv=unset",
        }
    },
)
allow = aws.lambda_.Permission(
    "s3", action="lambda:InvokeFunction", function=fn.name, principal="s3.amazonaws.com", source_arn=uploads.arn
)
aws.s3.BucketNotification(
    "uploads",
    bucket=uploads.id,
    lambda_functions=[{"lambda_function_arn": fn.arn, "events": ["s3:ObjectCreated:*"]}],
    opts=pulumi.ResourceOptions(depends_on=[allow]),
)
