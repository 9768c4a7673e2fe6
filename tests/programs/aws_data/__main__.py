"""Buckets with all their settings, databases, streams, a catalog, a share."""

import json

import pulumi
import pulumi_aws as aws

key = aws.kms.Key("data", deletion_window_in_days=10, enable_key_rotation=True, policy=json.dumps({"Statement": []}))
aws.kms.Alias("data", target_key_id=key.key_id)
bucket = aws.s3.Bucket(
    "data",
    acl="private",
    force_destroy=True,
    tags={"owner": "data"},
    server_side_encryption_configuration={
        "rule": {"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn}}
    },
    lifecycle_rules=[
        {
            "enabled": True,
            "prefix": "tmp/",
            "expiration": {"days": 30},
            "transitions": [{"days": 30, "storage_class": "STANDARD_IA"}, {"days": 90, "storage_class": "GLACIER"}],
        },
        aws.s3.BucketLifecycleRuleArgs(enabled=False, abort_incomplete_multipart_upload_days=7),
    ],
    versioning={"enabled": True},
    cors_rules=[{"allowed_methods": ["GET"], "allowed_origins": ["*"]}],
    website={"index_document": "index.html"},
)
aws.s3.BucketVersioning("data", bucket=bucket.id, versioning_configuration={"status": "Enabled"})
aws.s3.BucketLifecycleConfiguration(
    "data",
    bucket=bucket.bucket,
    rules=[
        {
            "id": "old",
            "status": "Enabled",
            "filter": {"and": {"prefix": "logs/", "tags": {"a": "b"}}},
            "noncurrent_version_expiration": {"noncurrent_days": 30, "newer_noncurrent_versions": 3},
            "transitions": [{"days": 30, "storage_class": "INTELLIGENT_TIERING"}],
        },
        {"id": "abort", "status": "Enabled", "abort_incomplete_multipart_upload": {"days_after_initiation": 7}},
    ],
)
aws.s3.BucketServerSideEncryptionConfiguration(
    "data", bucket=bucket.id, rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}]
)
aws.s3.BucketPublicAccessBlock("data", bucket=bucket.id, block_public_acls=True, block_public_policy=True)
aws.s3.BucketPolicy(
    "data",
    bucket=bucket.id,
    policy=bucket.arn.apply(lambda arn: json.dumps({"Statement": [{"Resource": f"{arn}/*"}]})),
)
aws.s3.BucketPolicy(
    "again", bucket=bucket.id, policy={"Version": "2012-10-17", "Statement": [{"Resource": bucket.arn}]}
)
aws.s3.BucketNotification(
    "data", bucket=bucket.id, queues=[{"queue_arn": "arn:aws:sqs:eu-west-1:1:q", "events": ["s3:ObjectCreated:*"]}]
)
aws.s3.BucketObjectv2("readme", bucket=bucket.id, key="README", source=pulumi.StringAsset("hello"))
aws.s3.BucketReplicationConfig(
    "data",
    bucket=bucket.id,
    role="arn:aws:iam::1:role/x",
    rules=[
        {"id": "all", "status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy", "storage_class": "STANDARD"}}
    ],
)
group = aws.rds.SubnetGroup("main", subnet_ids=["subnet-1", "subnet-2"])
aws.rds.Instance(
    "main",
    engine="postgres",
    engine_version="16.3",
    instance_class="db.t4g.medium",
    allocated_storage="20",
    db_subnet_group_name=group.name,
    username="admin",
    password=pulumi.Output.secret("x"),
    skip_final_snapshot=True,
    storage_encrypted="true",
    backup_retention_period=7,
)
cluster = aws.rds.Cluster(
    "aurora",
    engine=aws.rds.EngineType.AURORA_POSTGRESQL,
    engine_mode="provisioned",
    master_username="root",
    manage_master_user_password=True,
    serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 4},
)
aws.rds.ClusterInstance(
    "aurora", cluster_identifier=cluster.id, engine="aurora-postgresql", instance_class="db.serverless"
)
aws.rds.ParameterGroup("main", family="postgres16", parameters=[{"name": "log_statement", "value": "all"}])
aws.elasticache.ReplicationGroup(
    "cache", description="cache", node_type="cache.t4g.micro", num_cache_clusters=2, automatic_failover_enabled=True
)
aws.kinesis.Stream("events", stream_mode_details={"stream_mode": "ON_DEMAND"})
aws.kinesis.FirehoseDeliveryStream(
    "events",
    destination="extended_s3",
    extended_s3_configuration={
        "role_arn": "arn:aws:iam::1:role/x",
        "bucket_arn": bucket.arn,
        "buffering_size": 64,
        "processing_configuration": {
            "enabled": True,
            "processors": [{"type": "Lambda", "parameters": [{"parameter_name": "LambdaArn", "parameter_value": "x"}]}],
        },
    },
)
database = aws.glue.CatalogDatabase("lake")
aws.glue.CatalogTable(
    "lake",
    database_name=database.name,
    table_type="EXTERNAL_TABLE",
    parameters={"EXTERNAL": "TRUE", "rows": 3},
    storage_descriptor={
        "location": bucket.bucket.apply(lambda name: f"s3://{name}/"),
        "columns": [{"name": "id", "type": "string"}],
        "ser_de_info": {"serialization_library": "org.apache", "parameters": {"serialization.format": 1}},
    },
)
aws.glue.Job(
    "etl",
    role_arn="arn:aws:iam::1:role/x",
    command={"script_location": "s3://x", "python_version": "3"},
    glue_version="4.0",
)
aws.athena.Workgroup("lake", configuration={"result_configuration": {"output_location": "s3://x"}})
files = aws.efs.FileSystem("home", lifecycle_policies=[{"transition_to_ia": "AFTER_30_DAYS"}], encrypted=True)
aws.efs.MountTarget("home", file_system_id=files.id, subnet_id="subnet-1")
aws.fsx.LustreFileSystem("scratch", subnet_ids="subnet-1", storage_capacity=1200, deployment_type="SCRATCH_2")
aws.opensearch.Domain(
    "search",
    cluster_config={"instance_type": "r6g.large.search", "instance_count": 2},
    ebs_options={"ebs_enabled": True, "volume_size": 20},
    access_policies=json.dumps({"Statement": []}),
)
aws.msk.Cluster(
    "kafka",
    kafka_version="3.6.0",
    number_of_broker_nodes=3,
    broker_node_group_info={
        "instance_type": "kafka.m5.large",
        "client_subnets": ["subnet-1"],
        "security_groups": ["sg-1"],
        "storage_info": {"ebs_storage_info": {"volume_size": 100}},
    },
)
