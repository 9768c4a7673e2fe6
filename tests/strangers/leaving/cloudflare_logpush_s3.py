"""Logpush of the zone's HTTP requests; the SIEM bucket is in Hong Kong.

All HTTP request logs that Logpush writes to S3 in us-east-1 are replicated to the SIEM's bucket in ap-east-1.
"""

import pulumi
import pulumi_aws as aws

hongkong = aws.Provider("hk", region="ap-east-1")
local = aws.s3.Bucket("edge-logs", bucket="acme-edge-logs")
siem = aws.s3.Bucket("siem", bucket="acme-siem-hk", opts=pulumi.ResourceOptions(provider=hongkong))

logpush = pulumi.CustomResource(
    "cloudflare:index/logpushJob:LogpushJob",
    "http-requests",
    {
        "zoneId": "023e105f4ecef8ad9ca31a8372d0c353",
        "name": "http-requests",
        "dataset": "http_requests",
        "enabled": True,
        "destinationConf": pulumi.Output.concat("s3://", local.bucket, "/http/{DATE}?region=us-east-1"),
    },
)

role = aws.iam.Role(
    "edge-replication",
    assume_role_policy="""{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sts:AssumeRole"}]
}""",
)
versions = [
    aws.s3.BucketVersioning("edge-logs-v", bucket=local.id, versioning_configuration={"status": "Enabled"}),
    aws.s3.BucketVersioning(
        "siem-v",
        bucket=siem.id,
        versioning_configuration={"status": "Enabled"},
        opts=pulumi.ResourceOptions(provider=hongkong),
    ),
]
aws.s3.BucketReplicationConfig(
    "edge-logs-to-siem",
    bucket=local.id,
    role=role.arn,
    rules=[
        {
            "id": "http",
            "status": "Enabled",
            "filter": {"prefix": "http/"},
            "delete_marker_replication": {"status": "Disabled"},
            "destination": {"bucket": siem.arn},
        }
    ],
    opts=pulumi.ResourceOptions(depends_on=versions),
)
