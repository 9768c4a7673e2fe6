"""Airbyte: copies the support tool's tables from the US Postgres to a Redshift in Europe.

An hourly Airbyte connection fully refreshes support tables from a Postgres in us-east-1 into a Redshift in eu-north-1.
"""

import pulumi

WORKSPACE = "b3d9a1e0-5c7f-4f7a-9f39-7c8d1d0f2a11"

source = pulumi.CustomResource(
    "airbyte:index/sourcePostgres:SourcePostgres",
    "support-us",
    {
        "name": "support-us",
        "workspaceId": WORKSPACE,
        "configuration": {
            "host": "support.cq8a.us-east-1.rds.amazonaws.com",
            "port": 5432,
            "database": "support",
            "username": "airbyte",
            "password": pulumi.Output.secret("x"),
            "replicationMethod": {
                "readChangesUsingWriteAheadLogCdc": {"publication": "airbyte", "replicationSlot": "airbyte"}
            },
        },
    },
)
destination = pulumi.CustomResource(
    "airbyte:index/destinationRedshift:DestinationRedshift",
    "dwh-eu",
    {
        "name": "dwh-eu",
        "workspaceId": WORKSPACE,
        "configuration": {
            "host": "dwh.c0ffee.eu-north-1.redshift.amazonaws.com",
            "port": 5439,
            "database": "dwh",
            "schema": "support",
            "username": "loader",
            "password": pulumi.Output.secret("x"),
            "uploadingMethod": {
                "awss3Staging": {
                    "s3BucketName": "dwh-staging-eu",
                    "s3BucketRegion": "eu-north-1",
                    "accessKeyId": "AKIAEXAMPLE",
                    "secretAccessKey": "x",
                }
            },
        },
    },
)
pulumi.CustomResource(
    "airbyte:index/connection:Connection",
    "support-sync",
    {
        "name": "support-sync",
        "sourceId": source.id,
        "destinationId": destination.id,
        "status": "active",
        "schedule": {"scheduleType": "cron", "cronExpression": "0 0 * * * ?"},
        "configurations": {
            "streams": [
                {"name": t, "syncMode": "full_refresh_overwrite"} for t in ("tickets", "messages", "attachments")
            ]
        },
    },
)
