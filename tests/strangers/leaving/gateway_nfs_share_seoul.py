"""File gateway in the Virginia office VPC, backed by the studio's footage bucket.

A File Gateway in us-east-1 serves editors an NFS share of video footage whose S3 bucket is in ap-northeast-2; every cache miss and
write crosses regions.
"""

import pulumi
import pulumi_aws as aws

FOOTAGE_REGION = "ap-northeast-2"
seoul = aws.Provider("seoul", region=FOOTAGE_REGION)
footage = aws.s3.Bucket("footage", bucket="acme-kdrama-footage", opts=pulumi.ResourceOptions(provider=seoul))

gateway = aws.storagegateway.Gateway(
    "editors",
    gateway_name="editors",
    gateway_timezone="GMT-5:00",
    gateway_type="FILE_S3",
    gateway_ip_address="10.40.3.12",
)
aws.storagegateway.NfsFileShare(
    "footage-share",
    gateway_arn=gateway.arn,
    location_arn=footage.arn,
    bucket_region=FOOTAGE_REGION,
    vpc_endpoint_dns_name="vpce-0a1b2c3d.s3.ap-northeast-2.vpce.amazonaws.com",
    role_arn="arn:aws:iam::111122223333:role/file-gateway",
    client_lists=["10.40.0.0/16"],
    default_storage_class="S3_STANDARD",
    cache_attributes={"cache_stale_timeout_in_seconds": 300},
)
