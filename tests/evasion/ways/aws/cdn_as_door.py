"""A CDN in front of the bucket that the nodes read: whoever knows its name pulls terabytes out to the internet.

Answer: internet-egress fail door
"""

import pulumi_aws as aws

data = aws.s3.Bucket("data", bucket="vision-data")
aws.ec2.SpotInstanceRequest(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="g5.12xlarge",
    user_data="#!/bin/bash\naws s3 sync s3://vision-data /data\n",
)
aws.cloudfront.Distribution(
    "door",
    enabled=True,
    origins=[{"origin_id": "data", "domain_name": data.bucket_regional_domain_name}],
    default_cache_behavior={
        "target_origin_id": "data",
        "viewer_protocol_policy": "https-only",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"cloudfront_default_certificate": True},
)
