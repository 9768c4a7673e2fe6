"""The claims database: PostgreSQL with a standby in another zone and a replica for reports, one region."""

import pulumi
from pulumi_azure_native import dbforpostgresql as pg
from pulumi_azure_native import network, privatedns, resources

config = pulumi.Config()
password = config.get_secret("dbPassword") or pulumi.Output.secret("Not-Real-9")
LOCATION = "eastus"

group = resources.ResourceGroup("claims", location=LOCATION)
vnet = network.VirtualNetwork(
    "claims", resource_group_name=group.name, location=LOCATION, address_space={"address_prefixes": ["10.100.0.0/16"]}
)
subnet = network.Subnet(
    "db",
    subnet_name="db",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.100.1.0/24",
    delegations=[{"name": "postgres", "service_name": "Microsoft.DBforPostgreSQL/flexibleServers"}],
)
zone = privatedns.PrivateZone(
    "claims",
    resource_group_name=group.name,
    location="global",
    private_zone_name="claims.private.postgres.database.azure.com",
)
link = privatedns.VirtualNetworkLink(
    "claims",
    resource_group_name=group.name,
    location="global",
    private_zone_name=zone.name,
    virtual_network={"id": vnet.id},
    registration_enabled=False,
)

primary = pg.Server(
    "claims",
    server_name="claims-pg",
    resource_group_name=group.name,
    location=LOCATION,
    create_mode="Default",
    version="16",
    administrator_login="claims_admin",
    administrator_login_password=password,
    availability_zone="1",
    sku={"name": "Standard_D2ds_v5", "tier": "GeneralPurpose"},
    storage={"storage_size_gb": 256, "auto_grow": "Enabled"},
    backup={"backup_retention_days": 14, "geo_redundant_backup": "Disabled"},
    high_availability={"mode": "ZoneRedundant", "standby_availability_zone": "2"},
    network={"delegated_subnet_resource_id": subnet.id, "private_dns_zone_arm_resource_id": zone.id},
    maintenance_window={"custom_window": "Enabled", "day_of_week": 0, "start_hour": 3, "start_minute": 0},
    opts=pulumi.ResourceOptions(depends_on=[link], protect=True),
)
replica = pg.Server(
    "claims-reports",
    server_name="claims-pg-reports",
    resource_group_name=group.name,
    location=LOCATION,
    create_mode="Replica",
    source_server_resource_id=primary.id,
    sku={"name": "Standard_D2ds_v5", "tier": "GeneralPurpose"},
    storage={"storage_size_gb": 256, "auto_grow": "Enabled"},
    network={"delegated_subnet_resource_id": subnet.id, "private_dns_zone_arm_resource_id": zone.id},
)

pg.Database(
    "claims",
    database_name="claims",
    resource_group_name=group.name,
    server_name=primary.name,
    charset="UTF8",
    collation="en_US.utf8",
)
for name, value in {"log_min_duration_statement": "500", "azure.extensions": "PGCRYPTO,PG_TRGM"}.items():
    pg.Configuration(
        name.replace(".", "-"),
        configuration_name=name,
        resource_group_name=group.name,
        server_name=primary.name,
        value=value,
        source="user-override",
    )
pulumi.export("primary", primary.fully_qualified_domain_name)
pulumi.export("reports", replica.fully_qualified_domain_name)
