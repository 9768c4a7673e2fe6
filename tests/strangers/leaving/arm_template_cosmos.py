"""Deploys the platform team's ARM template (kept verbatim).

The embedded ARM template's multi-write Cosmos DB account replicates all shopping carts among East US, UK South and Australia East.
"""

import json

from pulumi_azure_native import resources

rg = resources.ResourceGroup("carts", location="eastus")
template = json.loads("""{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "accountName": { "type": "string" }
  },
  "resources": [
    {
      "type": "Microsoft.DocumentDB/databaseAccounts",
      "apiVersion": "2023-04-15",
      "name": "[parameters('accountName')]",
      "location": "East US",
      "kind": "GlobalDocumentDB",
      "properties": {
        "databaseAccountOfferType": "Standard",
        "enableMultipleWriteLocations": true,
        "consistencyPolicy": { "defaultConsistencyLevel": "Session" },
        "locations": [
          { "locationName": "East US", "failoverPriority": 0, "isZoneRedundant": true },
          { "locationName": "UK South", "failoverPriority": 1, "isZoneRedundant": false },
          { "locationName": "Australia East", "failoverPriority": 2, "isZoneRedundant": false }
        ]
      }
    }
  ]
}
""")

resources.Deployment(
    "carts-cosmos",
    deployment_name="carts-cosmos",
    resource_group_name=rg.name,
    properties=resources.DeploymentPropertiesArgs(
        mode="Incremental",
        template=template,
        parameters={"accountName": resources.DeploymentParameterArgs(value="acme-carts")},
    ),
)
