"""Snowflake warehouse and role for the reporting team.

Snowflake 5X-Large multi-cluster warehouse with 2 to 10 clusters that never suspends.
"""

import pulumi

warehouse = pulumi.CustomResource(
    "snowflake:index/warehouse:Warehouse",
    "reporting-wh",
    {
        "name": "REPORTING",
        "warehouseSize": "XXXXXLARGE",
        "minClusterCount": 2,
        "maxClusterCount": 10,
        "scalingPolicy": "STANDARD",
        "autoSuspend": 0,
        "autoResume": "true",
        "comment": "dashboards and month end",
    },
)
role = pulumi.CustomResource(
    "snowflake:index/accountRole:AccountRole",
    "reporting-role",
    {"name": "REPORTING", "comment": "readers of the marts"},
)
grant = pulumi.CustomResource(
    "snowflake:index/grantPrivilegesToAccountRole:GrantPrivilegesToAccountRole",
    "reporting-usage",
    {
        "accountRoleName": "REPORTING",
        "privileges": ["USAGE", "OPERATE"],
        "onAccountObject": {"objectType": "WAREHOUSE", "objectName": "REPORTING"},
    },
    pulumi.ResourceOptions(depends_on=[warehouse, role]),
)
pulumi.export("grant", grant.id)
