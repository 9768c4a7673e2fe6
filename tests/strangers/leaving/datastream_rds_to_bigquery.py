"""Change data capture of the shop database into BigQuery.

Datastream reads the change log of a MySQL database on AWS RDS in eu-west-1 and writes it to BigQuery in us-central1.
"""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
LOCATION = "us-central1"

source = gcp.datastream.ConnectionProfile(
    "shop-mysql",
    connection_profile_id="shop-mysql",
    display_name="shop (RDS)",
    location=LOCATION,
    mysql_profile={
        "hostname": "shop-prod.c9akciq32rty.eu-west-1.rds.amazonaws.com",
        "port": 3306,
        "username": "datastream",
        "password": config.get_secret("mysqlPassword") or "changeme",
    },
)
target = gcp.datastream.ConnectionProfile(
    "warehouse",
    connection_profile_id="warehouse",
    display_name="BigQuery",
    location=LOCATION,
    bigquery_profile={},
)

stream = gcp.datastream.Stream(
    "shop-stream",
    stream_id="shop-stream",
    display_name="shop to BigQuery",
    location=LOCATION,
    desired_state="RUNNING",
    source_config={
        "source_connection_profile": source.id,
        "mysql_source_config": {
            "include_objects": {"mysql_databases": [{"database": "shop"}]},
            "binary_log_position": {},
        },
    },
    destination_config={
        "destination_connection_profile": target.id,
        "bigquery_destination_config": {
            "data_freshness": "900s",
            "source_hierarchy_datasets": {"dataset_template": {"location": LOCATION}},
        },
    },
    backfill_all={},
)
pulumi.export("stream", stream.name)
