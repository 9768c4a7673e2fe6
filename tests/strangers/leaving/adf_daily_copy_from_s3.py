"""Data Factory: copy yesterday's ad impressions (about 3 TB) from the ad server's S3 bucket.

Ad-impression files (about 3 TB a day) are copied daily from an S3 bucket in AWS us-west-2 to Azure Blob storage in East US by a
Data Factory copy activity: AWS egress to Azure.
"""

import pulumi
from pulumi_azure_native import datafactory as adf
from pulumi_azure_native import resources, storage

rg = resources.ResourceGroup("ads")
lake = storage.StorageAccount(
    "adslake", resource_group_name=rg.name, kind="StorageV2", is_hns_enabled=True, sku={"name": "Standard_ZRS"}
)
factory = adf.Factory("ads-factory", resource_group_name=rg.name, identity={"type": "SystemAssigned"})
common = {"resource_group_name": rg.name, "factory_name": factory.name}

s3 = adf.LinkedService(
    "adserver-s3",
    **common,
    properties=adf.AmazonS3LinkedServiceArgs(
        type="AmazonS3",
        service_url="https://s3.us-west-2.amazonaws.com",
        access_key_id="AKIAEXAMPLE",
        secret_access_key={"type": "SecureString", "value": pulumi.Config().get_secret("s3Secret") or "unset"},
    ),
)
blob = adf.LinkedService(
    "lake-blob",
    **common,
    properties=adf.AzureBlobStorageLinkedServiceArgs(
        type="AzureBlobStorage", service_endpoint=lake.primary_endpoints.blob, account_kind="StorageV2"
    ),
)

src = adf.Dataset(
    "impressions-s3",
    **common,
    properties=adf.BinaryDatasetArgs(
        type="Binary",
        linked_service_name={"type": "LinkedServiceReference", "reference_name": s3.name},
        location=adf.AmazonS3LocationArgs(
            type="AmazonS3Location", bucket_name="adserver-impressions", folder_path="raw"
        ),
    ),
)
dst = adf.Dataset(
    "impressions-lake",
    **common,
    properties=adf.BinaryDatasetArgs(
        type="Binary",
        linked_service_name={"type": "LinkedServiceReference", "reference_name": blob.name},
        location=adf.AzureBlobStorageLocationArgs(type="AzureBlobStorageLocation", container="impressions"),
    ),
)

pipeline = adf.Pipeline(
    "import-ad-impressions",
    **common,
    activities=[
        adf.CopyActivityArgs(
            name="copy",
            type="Copy",
            data_integration_units=128,
            inputs=[{"type": "DatasetReference", "reference_name": src.name}],
            outputs=[{"type": "DatasetReference", "reference_name": dst.name}],
            source=adf.BinarySourceArgs(
                type="BinarySource",
                store_settings=adf.AmazonS3ReadSettingsArgs(
                    type="AmazonS3ReadSettings", recursive=True, modified_datetime_start="@{adddays(utcnow(),-1)}"
                ),
            ),
            sink=adf.BinarySinkArgs(
                type="BinarySink",
                store_settings=adf.AzureBlobStorageWriteSettingsArgs(type="AzureBlobStorageWriteSettings"),
            ),
        )
    ],
)
