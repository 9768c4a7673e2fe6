"""Ten days in a class that bills ninety."""

import pulumi_aws as aws

data = aws.s3.Bucket("tier-too-short-data")
aws.s3.BucketLifecycleConfiguration(
    "tier-too-short-data",
    bucket=data.id,
    rules=[
        {
            "id": "all",
            "status": "Enabled",
            "transitions": [{"days": 20, "storage_class": "GLACIER_IR"}],
            "expiration": {"days": 30},
            "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
        }
    ],
)
