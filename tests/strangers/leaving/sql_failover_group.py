"""SQL databases of the clinic app in a failover group.

The failover group geo-replicates three Hyperscale databases from eastus to a server in canadaeast.
"""

import pulumi
from pulumi_azure_native import resources, sql

rg = resources.ResourceGroup("clinic", location="eastus")
pw = pulumi.Output.secret("Change-me-1!")


def server(name, where):
    return sql.Server(
        name,
        server_name=name,
        resource_group_name=rg.name,
        location=where,
        version="12.0",
        administrator_login="clinic",
        administrator_login_password=pw,
    )


main = server("clinic-main", "eastus")
standby = server("clinic-standby", "canadaeast")

databases = [
    sql.Database(
        f"db-{n}",
        database_name=n,
        server_name=main.name,
        resource_group_name=rg.name,
        location="eastus",
        sku={"name": "HS_Gen5", "tier": "Hyperscale", "family": "Gen5", "capacity": 16},
    )
    for n in ("patients", "imaging", "billing")
]

sql.FailoverGroup(
    "clinic-fog",
    failover_group_name="clinic-fog",
    resource_group_name=rg.name,
    server_name=main.name,
    databases=[d.id for d in databases],
    partner_servers=[{"id": standby.id}],
    read_write_endpoint={"failover_policy": "Automatic", "failover_with_data_loss_grace_period_minutes": 60},
    read_only_endpoint={"failover_policy": "Enabled"},
)
