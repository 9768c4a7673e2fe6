"""VPC flow logs of the Oregon network land in the security team's bucket.

VPC flow logs of the us-west-2 production network are delivered to an S3 bucket in eu-central-1.
"""

import json

import pulumi
import pulumi_aws as aws

oregon = aws.Provider("oregon", region="us-west-2")
secops = aws.Provider("secops", region="eu-central-1")

vpc = aws.ec2.Vpc(
    "prod-vpc",
    cidr_block="10.40.0.0/16",
    enable_dns_hostnames=True,
    opts=pulumi.ResourceOptions(provider=oregon),
)

bucket = aws.s3.Bucket(
    "secops-flow-logs",
    bucket="acme-secops-flow-logs",
    opts=pulumi.ResourceOptions(provider=secops),
)
aws.s3.BucketPolicy(
    "secops-flow-logs-policy",
    bucket=bucket.id,
    policy=bucket.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "AWSLogDeliveryWrite",
                        "Effect": "Allow",
                        "Principal": {"Service": "delivery.logs.amazonaws.com"},
                        "Action": "s3:PutObject",
                        "Resource": f"{arn}/*",
                    }
                ],
            }
        )
    ),
    opts=pulumi.ResourceOptions(provider=secops),
)

aws.ec2.FlowLog(
    "prod-flow-logs",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination_type="s3",
    log_destination=bucket.arn,
    max_aggregation_interval=60,
    destination_options={"file_format": "parquet", "per_hour_partition": True},
    opts=pulumi.ResourceOptions(provider=oregon),
)
