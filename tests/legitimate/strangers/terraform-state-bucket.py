"""Remote state for the teams still on Terraform: bucket, lock table, key."""

import pulumi
import pulumi_aws as aws

key = aws.kms.Key("tfstate", description="Terraform state", enable_key_rotation=True, deletion_window_in_days=30)
aws.kms.Alias("tfstate", name="alias/tfstate", target_key_id=key.id)

bucket = aws.s3.Bucket("tfstate", bucket="acme-terraform-state-use1", opts=pulumi.ResourceOptions(protect=True))
aws.s3.BucketVersioning(
    "tfstate",
    bucket=bucket.id,
    versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
)
aws.s3.BucketServerSideEncryptionConfiguration(
    "tfstate",
    bucket=bucket.id,
    rules=[
        aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
            bucket_key_enabled=True,
            apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                sse_algorithm="aws:kms", kms_master_key_id=key.arn
            ),
        )
    ],
)
aws.s3.BucketLifecycleConfiguration(
    "tfstate",
    bucket=bucket.id,
    rules=[
        aws.s3.BucketLifecycleConfigurationRuleArgs(
            id="old-versions",
            status="Enabled",
            filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
            noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                noncurrent_days=365, newer_noncurrent_versions=20
            ),
            abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                days_after_initiation=7
            ),
        )
    ],
)
aws.s3.BucketPublicAccessBlock(
    "tfstate",
    bucket=bucket.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketPolicy(
    "tfstate",
    bucket=bucket.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "TlsOnly",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [bucket.arn, pulumi.Output.concat(bucket.arn, "/*")],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    ),
)
locks = aws.dynamodb.Table(
    "tflocks",
    name="terraform-locks",
    billing_mode="PAY_PER_REQUEST",
    hash_key="LockID",
    attributes=[aws.dynamodb.TableAttributeArgs(name="LockID", type="S")],
)
pulumi.export("backend", {"bucket": bucket.bucket, "table": locks.name})
