"""Streaming of parcel scans from Pub/Sub into BigQuery."""

import pulumi
import pulumi_gcp as gcp

REGION = "us-central1"

topic = gcp.pubsub.Topic("scans", message_storage_policy={"allowed_persistence_regions": [REGION]})
subscription = gcp.pubsub.Subscription(
    "scans-dataflow", topic=topic.id, ack_deadline_seconds=60, expiration_policy={"ttl": ""}
)
temp = gcp.storage.Bucket(
    "parcels-temp",
    location=REGION,
    uniform_bucket_level_access=True,
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 7}}],
)
dataset = gcp.bigquery.Dataset("parcels", dataset_id="parcels", location=REGION)
table = gcp.bigquery.Table(
    "scans-table",
    dataset_id=dataset.dataset_id,
    table_id="scans",
    deletion_protection=False,
    time_partitioning={"type": "DAY", "field": "at", "expiration_ms": 90 * 86400 * 1000},
    schema='[{"name":"parcel","type":"STRING"},{"name":"depot","type":"STRING"},{"name":"at","type":"TIMESTAMP"}]',
)
worker = gcp.serviceaccount.Account("parcels-worker", account_id="parcels-worker")
job = gcp.dataflow.FlexTemplateJob(
    "scans-to-bq",
    region=REGION,
    container_spec_gcs_path="gs://dataflow-templates-us-central1/latest/flex/PubSub_to_BigQuery_Flex",
    machine_type="n2-standard-2",
    num_workers=1,
    max_workers=3,
    enable_streaming_engine=True,
    on_delete="drain",
    service_account_email=worker.email,
    temp_location=temp.url.apply(lambda u: f"{u}/tmp"),
    parameters={
        "inputSubscription": subscription.id,
        "outputTableSpec": pulumi.Output.concat("vision:", dataset.dataset_id, ".", table.table_id),
    },
)
pulumi.export("job", job.job_id)
