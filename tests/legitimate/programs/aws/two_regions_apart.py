"""The same small service in two regions, each with a bucket of its own: nothing crosses."""

import pulumi
import pulumi_aws as aws

for region in ("us-west-2", "us-east-1"):
    tags = {"owner": "media", "cost-center": "me-2"}
    options = pulumi.ResourceOptions(provider=aws.Provider(region, region=region, default_tags={"tags": tags}))
    bucket = aws.s3.Bucket(f"uploads-{region}", opts=options)
    aws.s3.BucketLifecycleConfiguration(
        f"uploads-{region}",
        bucket=bucket.id,
        rules=[
            {
                "id": "age",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "expiration": {"days": 90},
                "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
            }
        ],
        opts=options,
    )
    aws.sqs.Queue(f"uploads-{region}", opts=options)
    aws.ec2.Instance(f"thumbnails-{region}", ami="ami-0abcdef1234567890", instance_type="t3.small", opts=options)
