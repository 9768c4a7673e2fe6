"""Events to BigQuery without code: Pub/Sub subscriptions, one roll-up query, one log sink, all in us-central1."""

import json

import pulumi
import pulumi_gcp as gcp

LOCATION = "us-central1"
SCHEMA = [
    {"name": "event_id", "type": "STRING", "mode": "REQUIRED"},
    {"name": "ts", "type": "TIMESTAMP", "mode": "REQUIRED"},
    {"name": "country", "type": "STRING"},
    {"name": "payload", "type": "JSON"},
]
project = gcp.organizations.get_project(project_id=gcp.config.project)

dataset = gcp.bigquery.Dataset(
    "events",
    dataset_id="events",
    location=LOCATION,
    default_partition_expiration_ms=400 * 24 * 3600 * 1000,
    description="product events; the EU dataset is kept by the EU team",
)
agent = pulumi.Output.concat("serviceAccount:service-", str(project.number), "@gcp-sa-pubsub.iam.gserviceaccount.com")
gcp.bigquery.DatasetIamMember(
    "pubsub-writer", dataset_id=dataset.dataset_id, role="roles/bigquery.dataEditor", member=agent
)

dead = gcp.pubsub.Topic("dead-letters", message_storage_policy={"allowed_persistence_regions": [LOCATION]})
for name in ("signup", "purchase", "search"):
    topic = gcp.pubsub.Topic(
        name,
        name=f"events-{name}",
        message_retention_duration="86400s",
        message_storage_policy={"allowed_persistence_regions": [LOCATION]},
    )
    table = gcp.bigquery.Table(
        name,
        dataset_id=dataset.dataset_id,
        table_id=name,
        schema=json.dumps(SCHEMA),
        deletion_protection=True,
        time_partitioning={"type": "DAY", "field": "ts"},
        clusterings=["country"],
    )
    gcp.pubsub.Subscription(
        name,
        name=f"events-{name}-bq",
        topic=topic.id,
        ack_deadline_seconds=60,
        bigquery_config={
            "table": pulumi.Output.concat(table.project, ".", table.dataset_id, ".", table.table_id),
            "use_table_schema": True,
            "drop_unknown_fields": True,
        },
        dead_letter_policy={"dead_letter_topic": dead.id, "max_delivery_attempts": 10},
    )

gcp.bigquery.DataTransferConfig(
    "daily-rollup",
    display_name="daily roll-up",
    location=LOCATION,
    data_source_id="scheduled_query",
    schedule="every day 03:00",
    destination_dataset_id=dataset.dataset_id,
    params={
        "destination_table_name_template": "daily",
        "write_disposition": "WRITE_TRUNCATE",
        "query": "select date(ts) as day, country, count(*) as n from events.purchase group by 1, 2",
    },
)
sink = gcp.logging.ProjectSink(
    "audit",
    destination=pulumi.Output.concat(
        "bigquery.googleapis.com/projects/", dataset.project, "/datasets/", dataset.dataset_id
    ),
    filter='logName:"cloudaudit.googleapis.com" AND severity>=NOTICE',
    unique_writer_identity=True,
    bigquery_options={"use_partitioned_tables": True},
)
gcp.bigquery.DatasetIamMember(
    "sink-writer", dataset_id=dataset.dataset_id, role="roles/bigquery.dataEditor", member=sink.writer_identity
)
pulumi.export("dataset", dataset.dataset_id)
