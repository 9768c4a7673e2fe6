"""Change data capture from the Irish booking database to BigQuery.

Datastream backfills and then streams all changes of a MySQL on AWS RDS eu-west-1 into BigQuery in us-central1.
"""

import pulumi
import pulumi_gcp as gcp

LOCATION = "us-central1"
secret = pulumi.Config().get("mysqlPassword") or "replace-me"

mysql = gcp.datastream.ConnectionProfile(
    "bookings-rds",
    connection_profile_id="bookings-rds",
    display_name="bookings-rds",
    location=LOCATION,
    mysql_profile={
        "hostname": "bookings.c7x8y9z0.eu-west-1.rds.amazonaws.com",
        "port": 3306,
        "username": "datastream",
        "password": secret,
    },
)
bq = gcp.datastream.ConnectionProfile(
    "warehouse",
    connection_profile_id="warehouse",
    display_name="warehouse",
    location=LOCATION,
    bigquery_profile={},
)
gcp.datastream.Stream(
    "bookings",
    stream_id="bookings",
    display_name="bookings",
    location=LOCATION,
    desired_state="RUNNING",
    source_config={
        "source_connection_profile": mysql.id,
        "mysql_source_config": {
            "include_objects": {"mysql_databases": [{"database": "bookings"}]},
            "max_concurrent_cdc_tasks": 5,
        },
    },
    destination_config={
        "destination_connection_profile": bq.id,
        "bigquery_destination_config": {
            "data_freshness": "900s",
            "source_hierarchy_datasets": {"dataset_template": {"location": LOCATION, "dataset_id_prefix": "raw_"}},
        },
    },
    backfill_all={},
)
