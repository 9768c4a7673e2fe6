"""A warehouse: a dataset in one region, a topic that fills it, a bucket for exports whose objects end."""

import pulumi_gcp as gcp

dataset = gcp.bigquery.Dataset(
    "sales", dataset_id="sales", location="europe-west4", default_table_expiration_ms=7776000000
)
gcp.bigquery.Table(
    "orders",
    dataset_id=dataset.dataset_id,
    table_id="orders",
    deletion_protection=False,
    schema='[{"name": "id", "type": "STRING"}, {"name": "total", "type": "NUMERIC"}]',
)
topic = gcp.pubsub.Topic("orders", message_storage_policy={"allowed_persistence_regions": ["europe-west4"]})
gcp.pubsub.Subscription("orders", topic=topic.id, ack_deadline_seconds=60)
gcp.storage.Bucket(
    "exports",
    location="EUROPE-WEST4",
    uniform_bucket_level_access=True,
    soft_delete_policy={"retention_duration_seconds": 0},
    lifecycle_rules=[
        {"action": {"type": "Delete"}, "condition": {"age": 60}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 3}},
    ],
)
