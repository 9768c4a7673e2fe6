"""Clickstream: Kinesis to S3 by Firehose, Glue compaction at night, Athena on top; all of it in us-east-1."""

import json

import pulumi
import pulumi_aws as aws


def trust(service: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
        }
    )


raw = aws.s3.Bucket(
    "clicks-raw",
    lifecycle_rules=[
        {"enabled": True, "transitions": [{"days": 30, "storage_class": "STANDARD_IA"}], "expiration": {"days": 400}}
    ],
)
lake = aws.s3.Bucket("clicks-lake")
scripts = aws.s3.Bucket("clicks-scripts")

stream = aws.kinesis.Stream(
    "clicks", shard_count=2, retention_period=24, encryption_type="KMS", kms_key_id="alias/aws/kinesis"
)
firehose_role = aws.iam.Role("clicks-firehose", assume_role_policy=trust("firehose.amazonaws.com"))
aws.iam.RolePolicy(
    "clicks-firehose",
    role=firehose_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": [
                        "kinesis:DescribeStream",
                        "kinesis:GetShardIterator",
                        "kinesis:GetRecords",
                        "kinesis:ListShards",
                    ],
                    "Resource": stream.arn,
                },
                {
                    "Effect": "Allow",
                    "Action": ["s3:PutObject", "s3:GetBucketLocation", "s3:ListBucket", "s3:AbortMultipartUpload"],
                    "Resource": [raw.arn, pulumi.Output.concat(raw.arn, "/*")],
                },
            ],
        }
    ),
)
aws.kinesis.FirehoseDeliveryStream(
    "clicks",
    destination="extended_s3",
    kinesis_source_configuration={"kinesis_stream_arn": stream.arn, "role_arn": firehose_role.arn},
    extended_s3_configuration={
        "bucket_arn": raw.arn,
        "role_arn": firehose_role.arn,
        "prefix": "dt=!{timestamp:yyyy-MM-dd}/",
        "error_output_prefix": "errors/!{firehose:error-output-type}/",
        "buffering_size": 64,
        "buffering_interval": 300,
        "compression_format": "GZIP",
    },
)

database = aws.glue.CatalogDatabase("clicks", name="clicks")
glue_role = aws.iam.Role("clicks-glue", assume_role_policy=trust("glue.amazonaws.com"))
aws.iam.RolePolicyAttachment(
    "clicks-glue", role=glue_role.name, policy_arn="arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"
)
aws.iam.RolePolicy(
    "clicks-glue-data",
    role=glue_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
                    "Resource": [pulumi.Output.concat(b.arn, "/*") for b in (raw, lake, scripts)],
                }
            ],
        }
    ),
)
job = aws.glue.Job(
    "compact",
    role_arn=glue_role.arn,
    glue_version="5.0",
    worker_type="G.1X",
    number_of_workers=4,
    timeout=60,
    max_retries=0,
    execution_property={"max_concurrent_runs": 1},
    command={
        "name": "glueetl",
        "python_version": "3",
        "script_location": pulumi.Output.concat("s3://", scripts.bucket, "/compact.py"),
    },
    default_arguments={
        "--SOURCE": pulumi.Output.concat("s3://", raw.bucket, "/"),
        "--TARGET": pulumi.Output.concat("s3://", lake.bucket, "/clicks/"),
        "--enable-auto-scaling": "true",
        "--datalake-formats": "iceberg",
    },
)
aws.glue.Trigger("compact-nightly", type="SCHEDULED", schedule="cron(15 2 * * ? *)", actions=[{"job_name": job.name}])
aws.glue.Crawler(
    "lake",
    role=glue_role.arn,
    database_name=database.name,
    schedule="cron(0 4 * * ? *)",
    s3_targets=[{"path": pulumi.Output.concat("s3://", lake.bucket, "/clicks/")}],
)
aws.athena.Workgroup(
    "analysts",
    configuration={
        "bytes_scanned_cutoff_per_query": 50 * 1024**3,
        "result_configuration": {"output_location": pulumi.Output.concat("s3://", lake.bucket, "/athena-results/")},
    },
)
pulumi.export("stream", stream.name)
