"""Container logs go to the compliance dataset in Frankfurt.

All GKE container logs of the project (clusters in us-central1) are routed by a log sink into a BigQuery dataset in europe-west3.
"""

import pulumi
import pulumi_gcp as gcp

cluster = gcp.container.Cluster(
    "prod",
    location="us-central1",
    enable_autopilot=True,
    deletion_protection=False,
)

compliance = gcp.bigquery.Dataset(
    "compliance-logs",
    dataset_id="compliance_logs",
    location="europe-west3",
    default_table_expiration_ms=400 * 24 * 3600 * 1000,
)

sink = gcp.logging.ProjectSink(
    "gke-logs-to-eu",
    destination=pulumi.Output.concat("bigquery.googleapis.com/projects/vision/datasets/", compliance.dataset_id),
    filter='resource.type="k8s_container" AND resource.labels.location="us-central1"',
    unique_writer_identity=True,
    bigquery_options={"use_partitioned_tables": True},
)

gcp.bigquery.DatasetIamMember(
    "sink-writes", dataset_id=compliance.dataset_id, role="roles/bigquery.dataEditor", member=sink.writer_identity
)
