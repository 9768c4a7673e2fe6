"""Kafka Connect S3 sink for the event archive used by the São Paulo analysts.

An MSK Connect S3 sink in us-east-1 writes every event of the topics to a bucket in sa-east-1 (s3.region).
"""

import pulumi_aws as aws

BOOTSTRAP = (
    "b-1.events.a1b2c3.c5.kafka.us-east-1.amazonaws.com:9098,b-2.events.a1b2c3.c5.kafka.us-east-1.amazonaws.com:9098"
)

plugins = aws.s3.Bucket("connect-plugins", bucket="acme-connect-plugins")
plugin_zip = aws.s3.BucketObjectv2(
    "s3-sink-zip",
    bucket=plugins.id,
    key="confluent-s3-10.5.13.zip",
    source_hash="9c1f",
    content="placeholder",
)
plugin = aws.mskconnect.CustomPlugin(
    "s3-sink-plugin",
    name="confluent-s3-sink",
    content_type="ZIP",
    location={"s3": {"bucket_arn": plugins.arn, "file_key": plugin_zip.key}},
)
aws.mskconnect.Connector(
    "events-sink",
    name="events-archive",
    kafkaconnect_version="2.7.1",
    capacity={
        "autoscaling": {
            "mcu_count": 2,
            "min_worker_count": 2,
            "max_worker_count": 8,
            "scale_in_policy": {"cpu_utilization_percentage": 20},
            "scale_out_policy": {"cpu_utilization_percentage": 80},
        }
    },
    connector_configuration={
        "connector.class": "io.confluent.connect.s3.S3SinkConnector",
        "tasks.max": "16",
        "topics": "events,pageviews,impressions",
        "s3.region": "sa-east-1",
        "s3.bucket.name": "acme-events-archive-br",
        "flush.size": "50000",
        "storage.class": "io.confluent.connect.s3.storage.S3Storage",
        "format.class": "io.confluent.connect.s3.format.parquet.ParquetFormat",
    },
    kafka_cluster={
        "apache_kafka_cluster": {
            "bootstrap_servers": BOOTSTRAP,
            "vpc": {"security_groups": ["sg-0e1f2a3b"], "subnets": ["subnet-0aa1", "subnet-0bb2"]},
        }
    },
    kafka_cluster_client_authentication={"authentication_type": "IAM"},
    kafka_cluster_encryption_in_transit={"encryption_type": "TLS"},
    plugins=[{"custom_plugin": {"arn": plugin.arn, "revision": plugin.latest_revision}}],
    service_execution_role_arn="arn:aws:iam::111122223333:role/msk-connect",
)
