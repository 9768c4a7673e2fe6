"""Databricks workspace in London reads external tables that stay in the Sao Paulo bucket.

A nightly Databricks job on 40 workers in eu-west-2 scans the receipts tables in an S3 bucket in sa-east-1.
"""

import pulumi
import pulumi_aws as aws

sp = aws.Provider("sp", region="sa-east-1")
bucket = aws.s3.Bucket("receipts", bucket="acme-receipts-br", opts=pulumi.ResourceOptions(provider=sp))

workspace = pulumi.CustomResource(
    "databricks:index/mwsWorkspaces:MwsWorkspaces",
    "london",
    {
        "accountId": "a1b2c3d4-0000",
        "workspaceName": "london",
        "awsRegion": "eu-west-2",
        "credentialsId": "cred-1",
        "storageConfigurationId": "stor-1",
    },
)

location = pulumi.CustomResource(
    "databricks:index/externalLocation:ExternalLocation",
    "receipts-br",
    {
        "name": "receipts-br",
        "url": pulumi.Output.concat("s3://", bucket.bucket, "/silver"),
        "credentialName": "uc-receipts",
        "readOnly": True,
    },
)
job = pulumi.CustomResource(
    "databricks:index/job:Job",
    "receipts-report",
    {
        "name": "receipts-report",
        "schedule": {"quartzCronExpression": "0 0 4 * * ?", "timezoneId": "Europe/London"},
        "jobClusters": [
            {
                "jobClusterKey": "big",
                "newCluster": {"sparkVersion": "15.4.x-scala2.12", "nodeTypeId": "i4i.4xlarge", "numWorkers": 40},
            }
        ],
        "tasks": [
            {
                "taskKey": "scan",
                "jobClusterKey": "big",
                "sparkPythonTask": {
                    "pythonFile": "dbfs:/jobs/receipts.py",
                    "parameters": ["--input", pulumi.Output.concat("s3://", bucket.bucket, "/silver/receipts")],
                },
            }
        ],
    },
    pulumi.ResourceOptions(depends_on=[workspace, location]),
)
