"""Shop database: Cloud SQL for PostgreSQL, regional, backups kept in us-central1.

Config: shop:dbPassword=hunter2hunter2
"""

import pulumi
import pulumi_gcp as gcp

password = pulumi.Config("shop").require_secret("dbPassword")

network = gcp.compute.Network("shop", auto_create_subnetworks=True)
peering_range = gcp.compute.GlobalAddress(
    "sql-peering", purpose="VPC_PEERING", address_type="INTERNAL", prefix_length=20, network=network.id
)
peering = gcp.servicenetworking.Connection(
    "sql", network=network.id, service="servicenetworking.googleapis.com", reserved_peering_ranges=[peering_range.name]
)

primary = gcp.sql.DatabaseInstance(
    "shop",
    region="us-central1",
    database_version="POSTGRES_16",
    deletion_protection=True,
    settings=gcp.sql.DatabaseInstanceSettingsArgs(
        tier="db-custom-2-8192",
        edition="ENTERPRISE",
        availability_type="REGIONAL",
        disk_type="PD_SSD",
        disk_size=50,
        disk_autoresize=True,
        disk_autoresize_limit=200,
        ip_configuration=gcp.sql.DatabaseInstanceSettingsIpConfigurationArgs(
            ipv4_enabled=False, private_network=network.id, ssl_mode="ENCRYPTED_ONLY"
        ),
        backup_configuration=gcp.sql.DatabaseInstanceSettingsBackupConfigurationArgs(
            enabled=True,
            location="us-central1",
            start_time="03:00",
            point_in_time_recovery_enabled=True,
            transaction_log_retention_days=7,
            backup_retention_settings=gcp.sql.DatabaseInstanceSettingsBackupConfigurationBackupRetentionSettingsArgs(
                retained_backups=14, retention_unit="COUNT"
            ),
        ),
        maintenance_window=gcp.sql.DatabaseInstanceSettingsMaintenanceWindowArgs(day=7, hour=4, update_track="stable"),
        insights_config=gcp.sql.DatabaseInstanceSettingsInsightsConfigArgs(query_insights_enabled=True),
    ),
    opts=pulumi.ResourceOptions(depends_on=[peering]),
)
replica = gcp.sql.DatabaseInstance(
    "shop-replica",
    region=primary.region,
    database_version="POSTGRES_16",
    master_instance_name=primary.name,
    settings=gcp.sql.DatabaseInstanceSettingsArgs(
        tier="db-custom-1-3840",
        edition="ENTERPRISE",
        availability_type="ZONAL",
        ip_configuration=gcp.sql.DatabaseInstanceSettingsIpConfigurationArgs(
            ipv4_enabled=False, private_network=network.id
        ),
    ),
)
db = gcp.sql.Database("shop", instance=primary.name, name="shop")
gcp.sql.User("shop", instance=primary.name, name="shop", password=password)
pulumi.export("connection", primary.connection_name)
