"""Parts of uploads that never ended go after a week."""

import pulumi_aws as aws

data = aws.s3.Bucket("incomplete-uploads-data")
aws.s3.BucketLifecycleConfiguration(
    "incomplete-uploads-data",
    bucket=data.id,
    rules=[
        {
            "id": "all",
            "status": "Enabled",
            "expiration": {"days": 30},
            "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
        }
    ],
)
