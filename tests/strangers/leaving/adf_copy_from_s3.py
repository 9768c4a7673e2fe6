"""Data Factory: nightly copy of the e-commerce exports from S3 to our lake.

A Data Factory copy activity moves e-commerce exports from an S3 bucket in AWS eu-central-1 to a data lake in Azure eastus.
"""

import pulumi
from pulumi_azure_native import datafactory as adf
from pulumi_azure_native import resources, storage

rg = resources.ResourceGroup("analytics", location="eastus")
lake = storage.StorageAccount(
    "lake",
    resource_group_name=rg.name,
    account_name="acmeanalyticslake",
    location="eastus",
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_LRS"},
)
factory = adf.Factory(
    "adf", resource_group_name=rg.name, factory_name="acme-adf", location="eastus", identity={"type": "SystemAssigned"}
)
base = {"resource_group_name": rg.name, "factory_name": factory.name}

s3 = adf.LinkedService(
    "s3",
    linked_service_name="s3",
    properties=adf.AmazonS3LinkedServiceArgs(
        type="AmazonS3",
        service_url="https://s3.eu-central-1.amazonaws.com",
        access_key_id="AKIAEXAMPLE",
        secret_access_key=adf.SecureStringArgs(type="SecureString", value=pulumi.Config().get("s3") or "x"),
    ),
    **base,
)
adls = adf.LinkedService(
    "adls",
    linked_service_name="adls",
    properties=adf.AzureBlobFSLinkedServiceArgs(
        type="AzureBlobFS", url="https://acmeanalyticslake.dfs.core.windows.net"
    ),
    **base,
)


def binary(name, service, location):
    return adf.Dataset(
        name,
        dataset_name=name,
        properties=adf.BinaryDatasetArgs(
            type="Binary",
            location=location,
            linked_service_name={"type": "LinkedServiceReference", "reference_name": service.name},
        ),
        **base,
    )


src = binary("exports", s3, adf.AmazonS3LocationArgs(type="AmazonS3Location", bucket_name="shop-exports-fra"))
dst = binary("raw", adls, adf.AzureBlobFSLocationArgs(type="AzureBlobFSLocation", file_system="raw"))

adf.Pipeline(
    "copy-exports",
    pipeline_name="copy-exports",
    activities=[
        adf.CopyActivityArgs(
            name="copy",
            type="Copy",
            inputs=[{"type": "DatasetReference", "reference_name": src.name}],
            outputs=[{"type": "DatasetReference", "reference_name": dst.name}],
            source=adf.BinarySourceArgs(
                type="BinarySource",
                store_settings=adf.AmazonS3ReadSettingsArgs(type="AmazonS3ReadSettings", recursive=True),
            ),
            sink=adf.BinarySinkArgs(type="BinarySink"),
            data_integration_units=32,
        )
    ],
    **base,
)
