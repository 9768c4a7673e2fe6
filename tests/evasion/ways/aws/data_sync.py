"""DataSync moves a bucket of another region here, again and again.

Answer: cross-region-copy undetermined nightly
"""

import pulumi
import pulumi_aws as aws

far = aws.Provider("far", region="eu-west-1")
source = aws.datasync.S3Location(
    "source",
    s3_bucket_arn="arn:aws:s3:::vision-data",
    subdirectory="/",
    s3_config={"bucket_access_role_arn": "arn:aws:iam::123456789012:role/sync"},
    opts=pulumi.ResourceOptions(provider=far),
)
target = aws.datasync.S3Location(
    "target",
    s3_bucket_arn="arn:aws:s3:::vision-copy",
    subdirectory="/",
    s3_config={"bucket_access_role_arn": "arn:aws:iam::123456789012:role/sync"},
)
aws.datasync.Task(
    "nightly",
    source_location_arn=source.arn,
    destination_location_arn=target.arn,
    schedule={"schedule_expression": "cron(0 4 * * ? *)"},
)
