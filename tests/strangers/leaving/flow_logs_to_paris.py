"""The SOC keeps all network evidence in Paris.

VPC flow logs of the busy us-east-1 production VPC (all traffic, 1-minute aggregation) are delivered straight to an S3 bucket in
eu-west-3.
"""

import pulumi_aws as aws

soc_bucket = aws.s3.Bucket("soc-flow-logs", bucket="acme-soc-flow-logs", region="eu-west-3")
aws.s3.BucketLifecycleConfiguration(
    "keep-one-year",
    bucket=soc_bucket.id,
    region="eu-west-3",
    rules=[{"id": "expire", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": 365}}],
)

vpc = aws.ec2.Vpc("prod", cidr_block="10.0.0.0/14", enable_dns_hostnames=True, tags={"Name": "prod"})

aws.ec2.FlowLog(
    "vpc-flow",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination_type="s3",
    log_destination=soc_bucket.arn.apply(lambda a: f"{a}/us-east-1/"),
    max_aggregation_interval=60,
    destination_options={"file_format": "parquet", "per_hour_partition": True},
)
