"""A failover group keeps a database in a second region.

Answer: cross-region-copy fail pair
"""

import pulumi_azure_native as azure

here = azure.sql.Server("here", resource_group_name="team", server_name="here", administrator_login="ops")
there = azure.sql.Server(
    "there", resource_group_name="team", server_name="there", administrator_login="ops", location="westeurope"
)
azure.sql.FailoverGroup(
    "pair",
    resource_group_name="team",
    server_name=here.name,
    databases=["features"],
    partner_servers=[{"id": there.id}],
    read_write_endpoint={"failover_policy": "Automatic", "failover_with_data_loss_grace_period_minutes": 60},
)
