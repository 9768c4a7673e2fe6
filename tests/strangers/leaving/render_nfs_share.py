"""File gateway for the render farm; the frames bucket belongs to the London studio.

An S3 File Gateway in us-east-1 writes and reads rendered frames against a bucket in eu-west-2 (bucket_region), so frames cross the Atlantic.
"""

import pulumi
import pulumi_aws as aws

frames = aws.s3.Bucket("london-frames", bucket="acme-london-frames", region="eu-west-2")

gateway_host = aws.ec2.Instance(
    "gateway-host",
    ami="ami-0a1b2c3d4e5f60718",
    instance_type="m5.2xlarge",
    availability_zone="us-east-1c",
    root_block_device={"volume_size": 80},
)
cache = aws.ebs.Volume("gateway-cache", availability_zone="us-east-1c", size=500, type="gp3")
aws.ec2.VolumeAttachment(
    "gateway-cache-attach",
    device_name="/dev/xvdb",
    volume_id=cache.id,
    instance_id=gateway_host.id,
)

gateway = aws.storagegateway.Gateway(
    "render-gateway",
    gateway_name="render-gateway",
    gateway_timezone="GMT",
    gateway_type="FILE_S3",
    gateway_ip_address=gateway_host.private_ip,
)
share = aws.storagegateway.NfsFileShare(
    "renders-share",
    gateway_arn=gateway.arn,
    client_lists=["10.20.0.0/16"],
    location_arn=frames.arn,
    bucket_region="eu-west-2",
    vpc_endpoint_dns_name="vpce-0f1e2d3c4b5a6978-abcd1234.s3.eu-west-2.vpce.amazonaws.com",
    role_arn="arn:aws:iam::111122223333:role/storage-gateway-frames",
    default_storage_class="S3_STANDARD",
)
pulumi.export("nfs_path", share.path)
