"""A bucket whose objects expire, and whose incomplete uploads go."""

import pulumi_aws as aws

data = aws.s3.Bucket("lifecycle-required-data")
aws.s3.BucketLifecycleConfiguration(
    "lifecycle-required-data",
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
