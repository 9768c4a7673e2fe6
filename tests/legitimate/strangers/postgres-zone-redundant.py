"""CRM database: PostgreSQL flexible server, zone-redundant, backups kept in the region.

Config: crm:dbPassword=Lengthy-Password-1
"""

import pulumi
import pulumi_azure_native as az

cfg = pulumi.Config("crm")
location = cfg.get("location") or "swedencentral"

rg = az.resources.ResourceGroup("rg-crm-db", location=location)
vnet = az.network.VirtualNetwork(
    "vnet-crm",
    resource_group_name=rg.name,
    location=rg.location,
    address_space=az.network.AddressSpaceArgs(address_prefixes=["10.14.0.0/16"]),
)
subnet = az.network.Subnet(
    "postgres",
    resource_group_name=rg.name,
    virtual_network_name=vnet.name,
    address_prefix="10.14.2.0/24",
    delegations=[az.network.DelegationArgs(name="pg", service_name="Microsoft.DBforPostgreSQL/flexibleServers")],
)
dns = az.privatedns.PrivateZone(
    "crm", resource_group_name=rg.name, location="global", private_zone_name="crm.private.postgres.database.azure.com"
)
link = az.privatedns.VirtualNetworkLink(
    "crm",
    resource_group_name=rg.name,
    private_zone_name=dns.name,
    location="global",
    registration_enabled=False,
    virtual_network=az.privatedns.SubResourceArgs(id=vnet.id),
)

server = az.dbforpostgresql.Server(
    "psql-crm",
    resource_group_name=rg.name,
    location=location,
    version="16",
    sku=az.dbforpostgresql.SkuArgs(name="Standard_D2ds_v5", tier="GeneralPurpose"),
    storage=az.dbforpostgresql.StorageArgs(storage_size_gb=128, auto_grow="Enabled"),
    administrator_login="crmadmin",
    administrator_login_password=cfg.require_secret("dbPassword"),
    availability_zone="1",
    high_availability=az.dbforpostgresql.HighAvailabilityArgs(mode="ZoneRedundant", standby_availability_zone="2"),
    backup=az.dbforpostgresql.BackupArgs(backup_retention_days=14, geo_redundant_backup="Disabled"),
    network=az.dbforpostgresql.NetworkArgs(
        delegated_subnet_resource_id=subnet.id, private_dns_zone_arm_resource_id=dns.id
    ),
    maintenance_window=az.dbforpostgresql.MaintenanceWindowArgs(
        custom_window="Enabled", day_of_week=0, start_hour=3, start_minute=0
    ),
    opts=pulumi.ResourceOptions(depends_on=[link], protect=True),
)
az.dbforpostgresql.Database(
    "crm",
    resource_group_name=rg.name,
    server_name=server.name,
    database_name="crm",
    charset="UTF8",
    collation="en_US.utf8",
)
pulumi.export("host", server.fully_qualified_domain_name)
