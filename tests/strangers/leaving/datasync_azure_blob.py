"""Bring the imaging archive from the hospital's Azure storage to S3, weekly.

A weekly DataSync task pulls DICOM images out of an Azure Blob container in North Europe into an S3 bucket in us-east-1.
"""

import pulumi
import pulumi_aws as aws

conf = pulumi.Config()
agent = "arn:aws:datasync:us-east-1:111122223333:agent/agent-0b1c2d3e4f5a6b7c8"

archive = aws.s3.Bucket("pacs-archive", bucket="acme-pacs-archive")

blob = aws.datasync.LocationAzureBlob(
    "hospital-blob",
    agent_arns=[agent],
    authentication_type="SAS",
    container_url="https://pacsnortheurope.blob.core.windows.net/dicom",
    sas_configuration={"token": conf.get("sas") or "sv=2023-11-03&sr=c&sp=rl"},
)
s3 = aws.datasync.S3Location(
    "archive",
    s3_bucket_arn=archive.arn,
    subdirectory="/dicom",
    s3_config={"bucket_access_role_arn": "arn:aws:iam::111122223333:role/datasync-s3"},
)
aws.datasync.Task(
    "dicom-weekly",
    name="dicom-weekly",
    source_location_arn=blob.arn,
    destination_location_arn=s3.arn,
    schedule={"schedule_expression": "cron(0 2 ? * SAT *)"},
    options={"transfer_mode": "CHANGED", "verify_mode": "ONLY_FILES_TRANSFERRED", "bytes_per_second": -1},
)
