"""NFS share for the render farm; finals belong to the Sydney studio's bucket.

Rendered frames written on an NFS share in us-east-1 (Storage Gateway) are uploaded to an S3 bucket in ap-southeast-2 (file share
bucket_region).
"""

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()

gateway = aws.storagegateway.Gateway(
    "render",
    gateway_name="render-farm",
    gateway_timezone="GMT-5:00",
    gateway_type="FILE_S3",
    gateway_ip_address=cfg.get("gatewayIp") or "10.20.0.15",
)

cache = aws.storagegateway.Cache("render", gateway_arn=gateway.arn, disk_id="pci-0000:03:00.0-scsi-0:0:0:0")

share = aws.storagegateway.NfsFileShare(
    "render-share",
    file_share_name="finals",
    client_lists=["10.20.0.0/16"],
    gateway_arn=gateway.arn,
    location_arn="arn:aws:s3:::sydney-studio-finals",
    bucket_region="ap-southeast-2",
    vpc_endpoint_dns_name="vpce-0a1b2c3d4e5f67890-abcd1234.s3.ap-southeast-2.vpce.amazonaws.com",
    role_arn="arn:aws:iam::111122223333:role/render-gateway",
    default_storage_class="S3_INTELLIGENT_TIERING",
)
pulumi.export("share", share.path)
