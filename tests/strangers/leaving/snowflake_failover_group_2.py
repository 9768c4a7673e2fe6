"""Snowflake: replicate the analytics databases to the account in Azure Zurich.

A Snowflake failover group replicates three databases every ten minutes from AWS us-east-1 to an account on Azure switzerlandnorth.
"""

import pulumi

PRIMARY = "ACME.AWS_US_EAST_1_PROD"
SECONDARY = "ACME.AZURE_SWITZERLANDNORTH_DR"
DATABASES = ["ANALYTICS", "RAW", "ML_FEATURES"]

us = pulumi.ProviderResource(
    "snowflake",
    "us",
    {
        "organizationName": PRIMARY.split(".", maxsplit=1)[0],
        "accountName": PRIMARY.split(".")[1],
        "role": "ACCOUNTADMIN",
    },
)

for db in DATABASES:
    pulumi.CustomResource(
        "snowflake:index/database:Database",
        db.lower(),
        {"name": db, "dataRetentionTimeInDays": 7},
        pulumi.ResourceOptions(provider=us),
    )

pulumi.CustomResource(
    "snowflake:index/failoverGroup:FailoverGroup",
    "analytics-dr",
    {
        "name": "ANALYTICS_DR",
        "objectTypes": ["DATABASES", "ROLES", "WAREHOUSES"],
        "allowedDatabases": DATABASES,
        "allowedAccounts": [SECONDARY],
        "replicationSchedule": {"interval": 10},
    },
    pulumi.ResourceOptions(provider=us),
)
