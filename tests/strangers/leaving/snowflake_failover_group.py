"""Snowflake business continuity: replicate the finance databases to the London account.

The Snowflake finance databases are replicated every ten minutes from the AWS us-east-1 account to an account in GCP europe-west2
by a failover group.
"""

import pulumi

ACCOUNTS = {
    "primary": "ACME.AWS_US_EAST_1",
    "standby": "ACME.GCP_EUROPE_WEST2",
}

databases = []
for name in ("LEDGER", "INVOICES", "RISK"):
    db = pulumi.CustomResource(
        "snowflake:index/database:Database",
        name.lower(),
        {"name": name, "dataRetentionTimeInDays": 7},
    )
    databases.append(db)

pulumi.CustomResource(
    "snowflake:index/failoverGroup:FailoverGroup",
    "finance-failover",
    {
        "name": "FINANCE",
        "objectTypes": ["DATABASES", "ROLES", "USERS", "WAREHOUSES"],
        "allowedDatabases": ["LEDGER", "INVOICES", "RISK"],
        "allowedAccounts": [ACCOUNTS["standby"]],
        "replicationSchedule": {"interval": 10},
    },
    pulumi.ResourceOptions(depends_on=databases),
)
