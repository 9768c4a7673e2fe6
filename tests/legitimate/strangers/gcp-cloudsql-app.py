"""Data stores of the ticketing app, all in europe-west1: Postgres with a standby, a replica for reports, a cache."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
REGION = config.get("dataRegion") or "europe-west1"
password = config.get_secret("dbPassword") or pulumi.Output.secret("not-the-real-one")

network = gcp.compute.Network("ticketing", auto_create_subnetworks=False)
gcp.compute.Subnetwork("ticketing", network=network.id, region=REGION, ip_cidr_range="10.12.0.0/20")
peer_range = gcp.compute.GlobalAddress(
    "services", purpose="VPC_PEERING", address_type="INTERNAL", prefix_length=20, network=network.id
)
peering = gcp.servicenetworking.Connection(
    "services",
    network=network.id,
    service="servicenetworking.googleapis.com",
    reserved_peering_ranges=[peer_range.name],
)

common = {
    "disk_type": "PD_SSD",
    "disk_autoresize": True,
    "disk_autoresize_limit": 200,
    "edition": "ENTERPRISE",
    "ip_configuration": {"ipv4_enabled": False, "private_network": network.id, "ssl_mode": "ENCRYPTED_ONLY"},
}
primary = gcp.sql.DatabaseInstance(
    "ticketing",
    database_version="POSTGRES_16",
    region=REGION,
    deletion_protection=True,
    settings={
        **common,
        "tier": "db-custom-2-8192",
        "availability_type": "REGIONAL",
        "disk_size": 50,
        "backup_configuration": {
            "enabled": True,
            "start_time": "02:30",
            "location": REGION,
            "point_in_time_recovery_enabled": True,
            "transaction_log_retention_days": 7,
            "backup_retention_settings": {"retained_backups": 14, "retention_unit": "COUNT"},
        },
        "maintenance_window": {"day": 7, "hour": 4, "update_track": "stable"},
        "insights_config": {"query_insights_enabled": True},
    },
    opts=pulumi.ResourceOptions(depends_on=[peering]),
)
replica = gcp.sql.DatabaseInstance(
    "ticketing-reports",
    database_version="POSTGRES_16",
    region=REGION,
    master_instance_name=primary.name,
    deletion_protection=False,
    settings={**common, "tier": "db-custom-2-8192", "availability_type": "ZONAL"},
)
gcp.sql.Database("tickets", instance=primary.name, name="tickets")
gcp.sql.User("app", instance=primary.name, name="app", password=password)

cache = gcp.redis.Instance(
    "sessions",
    tier="STANDARD_HA",
    memory_size_gb=2,
    region=REGION,
    redis_version="REDIS_7_2",
    authorized_network=network.id,
    connect_mode="PRIVATE_SERVICE_ACCESS",
    auth_enabled=True,
    opts=pulumi.ResourceOptions(depends_on=[peering]),
)
pulumi.export("db", primary.private_ip_address)
pulumi.export("reports", replica.private_ip_address)
pulumi.export("redis", cache.host)
