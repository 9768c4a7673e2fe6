"""Container logs of the production cluster for the operations team in Mumbai.

Container logs of the GKE cluster in us-central1 are exported by a log sink to a BigQuery dataset in asia-south1 (Mumbai).
"""

import pulumi_gcp as gcp

cluster = gcp.container.Cluster(
    "prod",
    name="prod",
    location="us-central1",
    enable_autopilot=True,
    deletion_protection=True,
)

logs = gcp.bigquery.Dataset(
    "container-logs",
    dataset_id="container_logs",
    location="asia-south1",
    default_table_expiration_ms=90 * 24 * 3600 * 1000,
)

sink = gcp.logging.ProjectSink(
    "gke-container-logs",
    name="gke-container-logs",
    destination=logs.dataset_id.apply(lambda d: f"bigquery.googleapis.com/projects/vision/datasets/{d}"),
    filter=(
        'resource.type="k8s_container" '
        'AND resource.labels.cluster_name="prod" '
        'AND resource.labels.location="us-central1"'
    ),
    unique_writer_identity=True,
    bigquery_options={"use_partitioned_tables": True},
)
gcp.bigquery.DatasetIamMember(
    "sink-writer",
    dataset_id=logs.dataset_id,
    role="roles/bigquery.dataEditor",
    member=sink.writer_identity,
)
