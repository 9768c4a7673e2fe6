"""Insurance policy database with a failover group to London.

The failover group replicates the policies database continuously from the SQL server in eastus to the partner server in uksouth.
"""

import pulumi
import pulumi_azure_native as azure

config = pulumi.Config()
password = config.get_secret("sqlPassword") or "Changeme-123"

rg = azure.resources.ResourceGroup("policies-rg", location="eastus")


def server(name, location):
    return azure.sql.Server(
        name,
        server_name=name,
        resource_group_name=rg.name,
        location=location,
        version="12.0",
        administrator_login="policies",
        administrator_login_password=password,
        minimal_tls_version="1.2",
    )


primary = server("acme-policies-us", "eastus")
partner = server("acme-policies-uk", "uksouth")

database = azure.sql.Database(
    "policies",
    database_name="policies",
    server_name=primary.name,
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "BC_Gen5", "tier": "BusinessCritical", "capacity": 16},
    max_size_bytes=1099511627776,
)
fog = azure.sql.FailoverGroup(
    "policies-fog",
    failover_group_name="acme-policies",
    resource_group_name=rg.name,
    server_name=primary.name,
    partner_servers=[{"id": partner.id}],
    databases=[database.id],
    read_write_endpoint={
        "failover_policy": "Automatic",
        "failover_with_data_loss_grace_period_minutes": 60,
    },
)
pulumi.export("failover_group", fog.name)
