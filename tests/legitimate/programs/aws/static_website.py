"""A static website: a private bucket behind a CDN, with its name and its certificate."""

import pulumi
import pulumi_aws as aws

east = aws.Provider("certificates", region="us-east-1")  # CloudFront takes certificates from there alone
zone = aws.route53.Zone("site", name="example.com")
certificate = aws.acm.Certificate(
    "site", domain_name="www.example.com", validation_method="DNS", opts=pulumi.ResourceOptions(provider=east)
)
bucket = aws.s3.Bucket("site", tags={"team": "web"})
aws.s3.BucketPublicAccessBlock(
    "site",
    bucket=bucket.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketLifecycleConfiguration(
    "site",
    bucket=bucket.id,
    rules=[
        {
            "id": "uploads",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
            "expiration": {"days": 400},
        }
    ],
)
aws.s3.BucketObject("index", bucket=bucket.id, key="index.html", content="<h1>Hello</h1>", content_type="text/html")
