"""Objects expire; the parts of uploads that never ended stay, and bill."""

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
        }
    ],
)
