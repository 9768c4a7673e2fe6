"""Clickstream: Pub/Sub to BigQuery with a small streaming Dataflow job."""

import json

import pulumi
import pulumi_gcp as gcp

region = gcp.config.region or "us-central1"
project = gcp.config.project

topic = gcp.pubsub.Topic(
    "clicks", message_retention_duration="86400s", message_storage_policy={"allowed_persistence_regions": [region]}
)
sub = gcp.pubsub.Subscription("clicks-dataflow", topic=topic.id, ack_deadline_seconds=60, expiration_policy={"ttl": ""})
dataset = gcp.bigquery.Dataset(
    "clickstream", dataset_id="clickstream", location=region, default_partition_expiration_ms=180 * 24 * 3600 * 1000
)
table = gcp.bigquery.Table(
    "clicks",
    dataset_id=dataset.dataset_id,
    table_id="clicks",
    deletion_protection=True,
    time_partitioning={"type": "DAY", "field": "ts"},
    clusterings=["page"],
    schema=json.dumps(
        [
            {"name": "ts", "type": "TIMESTAMP", "mode": "REQUIRED"},
            {"name": "page", "type": "STRING"},
            {"name": "visitor", "type": "STRING"},
            {"name": "referrer", "type": "STRING"},
        ]
    ),
)
temp = gcp.storage.Bucket(
    "dataflow-temp",
    location=region.upper(),
    force_destroy=True,
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 7}}],
)

job = gcp.dataflow.Job(
    "clicks-to-bigquery",
    region=region,
    template_gcs_path=f"gs://dataflow-templates-{region}/latest/PubSub_Subscription_to_BigQuery",
    temp_gcs_location=temp.url.apply(lambda u: f"{u}/tmp"),
    machine_type="n1-standard-2",
    max_workers=3,
    enable_streaming_engine=True,
    ip_configuration="WORKER_IP_PRIVATE",
    on_delete="drain",
    parameters={
        "inputSubscription": sub.id,
        "outputTableSpec": pulumi.Output.concat(project, ":", dataset.dataset_id, ".", table.table_id),
    },
    labels={"owner": "web-analytics"},
)
pulumi.export("job", job.job_id)
