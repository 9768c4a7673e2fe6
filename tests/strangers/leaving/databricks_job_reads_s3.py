"""Nightly ranker training on Azure Databricks; the Delta tables of the clicks are still on S3.

A Databricks job in an Azure workspace (West Europe) reads the click logs (bronze Delta tables) from an S3 bucket in AWS us-west-2
through a Unity Catalog external location every night: AWS egress to Azure.
"""

import pulumi
from pulumi_azure_native import databricks, resources

rg = resources.ResourceGroup("ranker", location="westeurope")
ws = databricks.Workspace(
    "ranker",
    resource_group_name=rg.name,
    location="westeurope",
    sku={"name": "premium"},
    managed_resource_group_id="/subscriptions/0000/resourceGroups/ranker-managed",
    compute_mode="Hybrid",
)

clicks = pulumi.CustomResource(
    "databricks:index/externalLocation:ExternalLocation",
    "clicks",
    {
        "name": "clicks_s3",
        "url": "s3://acme-clicks-us-west-2/delta",
        "credentialName": "aws_s3_reader",
        "readOnly": True,
    },
    pulumi.ResourceOptions(depends_on=[ws]),
)

pulumi.CustomResource(
    "databricks:index/job:Job",
    "train-ranker",
    {
        "name": "train-ranker",
        "schedule": {"quartzCronExpression": "0 0 3 * * ?", "timezoneId": "UTC"},
        "tasks": [
            {
                "taskKey": "train",
                "notebookTask": {
                    "notebookPath": "/Repos/ml/ranker/train",
                    "baseParameters": {"clicks": "s3://acme-clicks-us-west-2/delta/impressions", "days": "90"},
                },
                "newCluster": {
                    "sparkVersion": "15.4.x-gpu-ml-scala2.12",
                    "nodeTypeId": "Standard_NC24ads_A100_v4",
                    "numWorkers": 16,
                },
            }
        ],
    },
    pulumi.ResourceOptions(depends_on=[clicks]),
)
