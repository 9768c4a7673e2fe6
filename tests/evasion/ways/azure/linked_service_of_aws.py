"""A data factory's linked service is a bucket of AWS.

Answer: cross-region-transfer fail frames
"""

import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("group", location="eastus")
azure.datafactory.LinkedService(
    "frames",
    resource_group_name=group.name,
    factory_name="vision",
    properties={"type": "AmazonS3", "serviceUrl": "https://s3.eu-west-1.amazonaws.com", "accessKeyId": "AKIA"},
)
