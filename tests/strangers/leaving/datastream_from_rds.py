"""Replicate the shop's MySQL (RDS) into BigQuery with Datastream.

The shop's MySQL on AWS RDS in eu-central-1 is backfilled and change-captured into BigQuery (US) by a Datastream stream in us-
central1: AWS egress to Google Cloud.
"""

import pulumi
import pulumi_gcp as gcp

password = pulumi.Config().get_secret("mysqlPassword") or pulumi.Output.secret("unset")

src = gcp.datastream.ConnectionProfile(
    "shop-mysql",
    connection_profile_id="shop-mysql",
    display_name="shop mysql",
    location="us-central1",
    mysql_profile={
        "hostname": "shop-prod.cluster-ro-cgk2yq3vw0a1.eu-central-1.rds.amazonaws.com",
        "port": 3306,
        "username": "datastream",
        "password": password,
    },
)

dst = gcp.datastream.ConnectionProfile(
    "bigquery",
    connection_profile_id="bigquery",
    display_name="bigquery",
    location="us-central1",
    bigquery_profile={},
)

gcp.datastream.Stream(
    "shop-to-bq",
    stream_id="shop-to-bq",
    display_name="shop to bq",
    location="us-central1",
    desired_state="RUNNING",
    backfill_all={},
    source_config={
        "source_connection_profile": src.id,
        "mysql_source_config": {"include_objects": {"mysql_databases": [{"database": "shop"}]}},
    },
    destination_config={
        "destination_connection_profile": dst.id,
        "bigquery_destination_config": {
            "data_freshness": "900s",
            "source_hierarchy_datasets": {"dataset_template": {"location": "US", "dataset_id_prefix": "shop_"}},
        },
    },
)
