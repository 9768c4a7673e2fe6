"""Data Factory pipeline that loads claim documents from S3.

An Azure Data Factory copy activity brings claim documents from an S3 bucket in AWS eu-west-1 into a blob account in eastus.
"""

import pulumi
import pulumi_azure_native as azure

config = pulumi.Config()
rg = azure.resources.ResourceGroup("claims-rg", location="eastus")
lake = azure.storage.StorageAccount(
    "claimslake",
    account_name="claimslake",
    resource_group_name=rg.name,
    location="eastus",
    kind="StorageV2",
    sku={"name": "Standard_ZRS"},
)
factory = azure.datafactory.Factory(
    "claims-adf", resource_group_name=rg.name, location="eastus", identity={"type": "SystemAssigned"}
)
common = {"resource_group_name": rg.name, "factory_name": factory.name}

s3 = azure.datafactory.LinkedService(
    "claims-s3",
    **common,
    properties={
        "type": "AmazonS3",
        "access_key_id": "AKIAEXAMPLE",
        "secret_access_key": {"type": "SecureString", "value": config.get_secret("s3Key") or "changeme"},
        "service_url": "https://s3.eu-west-1.amazonaws.com",
    },
)
blob = azure.datafactory.LinkedService(
    "claims-blob",
    **common,
    properties={
        "type": "AzureBlobStorage",
        "service_endpoint": pulumi.Output.concat("https://", lake.name, ".blob.core.windows.net/"),
    },
)
src = azure.datafactory.Dataset(
    "claims-src",
    **common,
    properties={
        "type": "Binary",
        "linked_service_name": {"type": "LinkedServiceReference", "reference_name": s3.name},
        "location": {"type": "AmazonS3Location", "bucket_name": "acme-claims-scans", "folder_path": "incoming"},
    },
)
dst = azure.datafactory.Dataset(
    "claims-dst",
    **common,
    properties={
        "type": "Binary",
        "linked_service_name": {"type": "LinkedServiceReference", "reference_name": blob.name},
        "location": {"type": "AzureBlobStorageLocation", "container": "claims"},
    },
)
pipeline = azure.datafactory.Pipeline(
    "copy-claims",
    **common,
    activities=[
        {
            "name": "CopyClaims",
            "type": "Copy",
            "inputs": [{"type": "DatasetReference", "reference_name": src.name}],
            "outputs": [{"type": "DatasetReference", "reference_name": dst.name}],
            "source": {"type": "BinarySource", "store_settings": {"type": "AmazonS3ReadSettings", "recursive": True}},
            "sink": {"type": "BinarySink", "store_settings": {"type": "AzureBlobStorageWriteSettings"}},
            "data_integration_units": 32,
        }
    ],
)
pulumi.export("pipeline", pipeline.name)
