"""A setting of a function app names an account of another region.

Answer: cross-region-transfer fail embed
"""

import pulumi_azure_native as azure

azure.storage.StorageAccount(
    "data",
    account_name="visiondata",
    resource_group_name="team",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    location="westeurope",
)
azure.web.WebApp(
    "embed",
    resource_group_name="team",
    kind="functionapp",
    site_config={"app_settings": [{"name": "DATA", "value": "https://visiondata.blob.core.windows.net/images"}]},
)
