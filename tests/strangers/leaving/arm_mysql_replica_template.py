"""The DBA team's ARM template for MySQL replicas, deployed from Pulumi.

An East US MySQL flexible server is replicated to France Central and South India by read replicas declared in an ARM template
deployment.
"""

import pulumi
from pulumi_azure_native import dbformysql as mysql
from pulumi_azure_native import resources

rg = resources.ResourceGroup("forum", location="eastus")

primary = mysql.Server(
    "forum",
    resource_group_name=rg.name,
    location="eastus",
    server_name="forum-primary",
    version="8.0.21",
    administrator_login="forum",
    administrator_login_password=pulumi.Config().get_secret("mysql") or "Unset-Passw0rd",
    sku={"name": "Standard_E16ds_v4", "tier": "MemoryOptimized"},
    storage={"storage_size_gb": 4096, "auto_grow": "Enabled"},
)

template = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"source": {"type": "string"}, "regions": {"type": "array"}},
    "resources": [
        {
            "type": "Microsoft.DBforMySQL/flexibleServers",
            "apiVersion": "2023-12-30",
            "name": "[format('forum-{0}', parameters('regions')[copyIndex()])]",
            "location": "[parameters('regions')[copyIndex()]]",
            "copy": {"name": "replicas", "count": "[length(parameters('regions'))]"},
            "sku": {"name": "Standard_E8ds_v4", "tier": "MemoryOptimized"},
            "properties": {"createMode": "Replica", "sourceServerResourceId": "[parameters('source')]"},
        }
    ],
}

resources.Deployment(
    "mysql-replicas",
    resource_group_name=rg.name,
    properties={
        "mode": "Incremental",
        "template": template,
        "parameters": {"source": {"value": primary.id}, "regions": {"value": ["francecentral", "southindia"]}},
    },
)
