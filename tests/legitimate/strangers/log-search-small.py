"""Application log search: Firehose into a small OpenSearch domain, failed records to a local bucket."""

import json

import pulumi
import pulumi_aws as aws

account = aws.get_caller_identity().account_id
region = aws.get_region().region

domain = aws.opensearch.Domain(
    "app-logs",
    domain_name="app-logs",
    engine_version="OpenSearch_2.15",
    cluster_config={
        "instance_type": "t3.medium.search",
        "instance_count": 2,
        "zone_awareness_enabled": True,
        "zone_awareness_config": {"availability_zone_count": 2},
    },
    ebs_options={"ebs_enabled": True, "volume_size": 100, "volume_type": "gp3", "throughput": 125},
    encrypt_at_rest={"enabled": True},
    node_to_node_encryption={"enabled": True},
    domain_endpoint_options={"enforce_https": True, "tls_security_policy": "Policy-Min-TLS-1-2-2019-07"},
    access_policies=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": "es:*",
                    "Resource": f"arn:aws:es:{region}:{account}:domain/app-logs/*",
                }
            ],
        }
    ),
)
failed = aws.s3.Bucket("app-logs-failed")
aws.s3.BucketLifecycleConfiguration(
    "app-logs-failed",
    bucket=failed.id,
    rules=[{"id": "month", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": 30}}],
)

role = aws.iam.Role(
    "firehose",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "firehose.amazonaws.com"}}
            ],
        }
    ),
)
policy = aws.iam.RolePolicy(
    "firehose",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": [
                        "es:DescribeDomain",
                        "es:DescribeDomains",
                        "es:DescribeDomainConfig",
                        "es:ESHttpPost",
                        "es:ESHttpPut",
                    ],
                    "Resource": [domain.arn, pulumi.Output.concat(domain.arn, "/*")],
                },
                {
                    "Effect": "Allow",
                    "Action": ["s3:PutObject", "s3:GetBucketLocation", "s3:ListBucket"],
                    "Resource": [failed.arn, pulumi.Output.concat(failed.arn, "/*")],
                },
            ],
        }
    ),
)
stream = aws.kinesis.FirehoseDeliveryStream(
    "app-logs",
    destination="opensearch",
    opensearch_configuration=aws.kinesis.FirehoseDeliveryStreamOpensearchConfigurationArgs(
        domain_arn=domain.arn,
        role_arn=role.arn,
        index_name="app",
        index_rotation_period="OneDay",
        buffering_interval=60,
        buffering_size=5,
        s3_backup_mode="FailedDocumentsOnly",
        s3_configuration=aws.kinesis.FirehoseDeliveryStreamOpensearchConfigurationS3ConfigurationArgs(
            role_arn=role.arn, bucket_arn=failed.arn, compression_format="GZIP"
        ),
    ),
    opts=pulumi.ResourceOptions(depends_on=[policy]),
)
pulumi.export("stream", stream.name)
