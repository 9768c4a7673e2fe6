"""Load the article dump; the workers run in the Netherlands where we have quota.

A Dataflow batch job in europe-west4 reads the article dump from a GCS bucket in us-central1 and writes it to a Bigtable instance
in us-central1: the data crosses the Atlantic in both directions.
"""

import pulumi
import pulumi_gcp as gcp

dumps = gcp.storage.Bucket("article-dumps", name="vision-article-dumps", location="US-CENTRAL1")
index = gcp.bigtable.Instance(
    "articles",
    deletion_protection=False,
    clusters=[{"cluster_id": "articles-c1", "zone": "us-central1-b", "num_nodes": 6, "storage_type": "SSD"}],
)
gcp.bigtable.Table("articles", instance_name=index.name, column_families=[{"family": "doc"}])

gcp.dataflow.Job(
    "reindex-articles",
    region="europe-west4",
    template_gcs_path="gs://dataflow-templates-europe-west4/latest/GCS_Avro_to_Cloud_Bigtable",
    temp_gcs_location=pulumi.Output.concat("gs://", dumps.name, "/tmp"),
    machine_type="n2-standard-8",
    max_workers=60,
    parameters={
        "bigtableProjectId": "vision",
        "bigtableInstanceId": index.name,
        "bigtableTableId": "articles",
        "inputFilePattern": dumps.name.apply(lambda n: f"gs://{n}/2025-*/articles-*.avro"),
    },
)
