"""A vault of backups keeps each of them in the paired region too.

Answer: cross-region-copy fail nightly
"""

import pulumi_azure_native as azure

azure.dataprotection.BackupVault(
    "nightly",
    resource_group_name="team",
    properties={"storage_settings": [{"datastore_type": "VaultStore", "type": "GeoRedundant"}]},
)
