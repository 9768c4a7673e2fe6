"""Snowflake (azure_westeurope) unloads the feature tables to the trainers' bucket every night.

A Snowflake account in Azure West Europe unloads the features table every night (COPY INTO) to an S3 bucket in us-east-1:
Snowflake egress from Azure to AWS.
"""

import pulumi
import pulumi_aws as aws

bucket = aws.s3.Bucket("features", bucket="acme-train-features", region="us-east-1")

integration = pulumi.CustomResource(
    "snowflake:index/storageIntegration:StorageIntegration",
    "trainers",
    {
        "name": "TRAINERS_S3",
        "type": "EXTERNAL_STAGE",
        "enabled": True,
        "storageProvider": "S3",
        "storageAwsRoleArn": "arn:aws:iam::111122223333:role/snowflake-unload",
        "storageAllowedLocations": ["s3://acme-train-features/"],
    },
)

stage = pulumi.CustomResource(
    "snowflake:index/stage:Stage",
    "features-stage",
    {
        "name": "FEATURES_S3",
        "database": "ML",
        "schema": "PUBLIC",
        "url": "s3://acme-train-features/snowflake/",
        "storageIntegration": "TRAINERS_S3",
        "comment": "account AB12345.west-europe.azure",
    },
    pulumi.ResourceOptions(depends_on=[integration]),
)

pulumi.CustomResource(
    "snowflake:index/task:Task",
    "unload-features",
    {
        "name": "UNLOAD_FEATURES",
        "database": "ML",
        "schema": "PUBLIC",
        "warehouse": "UNLOAD_XL",
        "schedule": {"usingCron": "0 1 * * * UTC"},
        "started": True,
        "sqlStatement": "COPY INTO @ML.PUBLIC.FEATURES_S3/daily/ FROM ML.PUBLIC.USER_FEATURES "
        "FILE_FORMAT = (TYPE = PARQUET) MAX_FILE_SIZE = 268435456 OVERWRITE = TRUE",
    },
    pulumi.ResourceOptions(depends_on=[stage]),
)
