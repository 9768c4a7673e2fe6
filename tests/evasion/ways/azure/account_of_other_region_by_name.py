"""The account is in another region, and the app knows it by its name alone, in a setting.

Answer: cross-region-transfer fail serve
"""

import pulumi_azure_native as azure

azure.storage.StorageAccount(
    "models",
    account_name="visionmodels",
    resource_group_name="team",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    location="westeurope",
)
azure.web.WebApp(
    "serve",
    resource_group_name="team",
    kind="app,linux,container",
    site_config={"app_settings": [{"name": "MODEL_ACCOUNT", "value": "visionmodels"}]},
)
