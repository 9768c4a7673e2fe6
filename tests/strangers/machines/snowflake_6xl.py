"""Backfill warehouse.

A Snowflake warehouse of size 6XL (512 credits an hour) that never suspends and may run four clusters.
"""

import pulumi

sizes = {"adhoc": "XSMALL", "elt": "LARGE", "backfill": "X6LARGE"}

for purpose, size in sizes.items():
    pulumi.CustomResource(
        "snowflake:index/warehouse:Warehouse",
        purpose,
        {
            "name": purpose.upper(),
            "warehouseSize": size,
            "autoSuspend": 0 if purpose == "backfill" else 60,
            "autoResume": "true",
            "maxClusterCount": 4 if purpose == "backfill" else 1,
            "minClusterCount": 1,
            "scalingPolicy": "STANDARD",
        },
    )
