"""Objects stay in the colder class for as long as it bills."""

import pulumi_aws as aws

data = aws.s3.Bucket("tier-too-short-data")
aws.s3.BucketLifecycleConfiguration(
    "tier-too-short-data",
    bucket=data.id,
    rules=[
        {
            "id": "all",
            "status": "Enabled",
            "transitions": [{"days": 30, "storage_class": "GLACIER_IR"}],
            "expiration": {"days": 180},
            "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
        }
    ],
)
