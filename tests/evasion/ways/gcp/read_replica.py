"""A database's replica is in another region than the database that it follows.

Answer: cross-region-copy fail replica
"""

import pulumi_gcp as gcp

main = gcp.sql.DatabaseInstance(
    "main", name="features", region="us-central1", database_version="POSTGRES_16", settings={"tier": "db-custom-2-7680"}
)
gcp.sql.DatabaseInstance(
    "replica",
    region="europe-west4",
    database_version="POSTGRES_16",
    master_instance_name=main.name,
    settings={"tier": "db-custom-2-7680"},
)
