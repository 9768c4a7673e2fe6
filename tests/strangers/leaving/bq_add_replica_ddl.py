"""Turn on cross-region replication for the genomics dataset (no resource for it, so DDL).

The 80 TB genomics dataset in us-central1 is given a secondary replica in europe-north1 by an ALTER SCHEMA ... ADD REPLICA
statement in a BigQuery job (cross-region dataset replication).
"""

import pulumi_gcp as gcp

genomics = gcp.bigquery.Dataset(
    "genomics",
    dataset_id="genomics",
    location="us-central1",
    description="variants and reads, about 80 TB logical",
)

ddl = genomics.dataset_id.apply(
    lambda d: f"ALTER SCHEMA {d} ADD REPLICA `finland` OPTIONS(location = 'europe-north1');"
)

gcp.bigquery.Job(
    "replicate-genomics",
    job_id="replicate-genomics-1",
    location="us-central1",
    query={"query": ddl, "create_disposition": "", "write_disposition": "", "use_legacy_sql": False},
)
