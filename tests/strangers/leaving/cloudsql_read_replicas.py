"""Catalog database with read replicas near the users.

Cloud SQL streams the write-ahead log of the 2 TB Postgres in us-central1 to read replicas in europe-west2 and australia-southeast1.
"""

import pulumi
import pulumi_gcp as gcp

REPLICAS = {"london": "europe-west2", "sydney": "australia-southeast1"}
TIER = "db-custom-16-61440"


def settings(region):
    return gcp.sql.DatabaseInstanceSettingsArgs(
        tier=TIER,
        disk_size=2000,
        disk_type="PD_SSD",
        availability_type="REGIONAL" if region == "us-central1" else "ZONAL",
        backup_configuration={
            "enabled": region == "us-central1",
            "point_in_time_recovery_enabled": region == "us-central1",
        },
        user_labels={"team": "catalog"},
    )


primary = gcp.sql.DatabaseInstance(
    "catalog", name="catalog", database_version="POSTGRES_15", region="us-central1", settings=settings("us-central1")
)
for city, region in REPLICAS.items():
    replica = gcp.sql.DatabaseInstance(
        f"catalog-{city}",
        name=f"catalog-{city}",
        database_version="POSTGRES_15",
        region=region,
        master_instance_name=primary.name,
        settings=settings(region),
    )
    pulumi.export(city, replica.private_ip_address)
