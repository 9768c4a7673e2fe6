"""Fivetran: sync the Canadian ERP database into the European BigQuery.

Fivetran syncs the ERP database's tables from AWS RDS in ca-central-1 into BigQuery in europe-west3 every five minutes.
"""

import pulumi

conf = pulumi.Config()
group = pulumi.CustomResource("fivetran:index/group:Group", "erp", {"name": "erp"})

pulumi.CustomResource(
    "fivetran:index/destination:Destination",
    "bigquery-eu",
    {
        "groupId": group.id,
        "service": "big_query",
        "timeZoneOffset": "0",
        "region": "GCP_EUROPE_WEST3",
        "config": {"projectId": "acme-eu", "dataSetLocation": "europe-west3"},
    },
)

erp = pulumi.CustomResource(
    "fivetran:index/connector:Connector",
    "erp-postgres",
    {
        "groupId": group.id,
        "service": "postgres_rds",
        "destinationSchema": {"prefix": "erp"},
        "config": {
            "host": "erp.cgk3.ca-central-1.rds.amazonaws.com",
            "port": 5432,
            "database": "erp",
            "user": "fivetran",
            "password": conf.get_secret("erpPassword") or pulumi.Output.secret("x"),
            "updateMethod": "WAL",
            "replicationSlot": "fivetran",
        },
    },
)
pulumi.CustomResource(
    "fivetran:index/connectorSchedule:ConnectorSchedule",
    "erp-every-5-min",
    {"connectorId": erp.id, "syncFrequency": "5", "paused": "false", "scheduleType": "auto"},
)
