"""The data's account replicates each byte to the paired region.

Answer: cross-region-copy fail data
"""

import pulumi_azure_native as azure

azure.storage.StorageAccount("data", resource_group_name="team", kind="StorageV2", sku={"name": "Standard_RAGZRS"})
