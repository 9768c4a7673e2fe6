"""A deployment script buys the machine by the az CLI.

Answer: oversized-instance fail buy
"""

import pulumi_azure_native as azure

azure.resources.AzureCliScript(
    "buy",
    resource_group_name="team",
    kind="AzureCLI",
    az_cli_version="2.61.0",
    retention_interval="PT1H",
    script_content="az vm create -g team -n big --image Ubuntu2204 --size Standard_ND96isr_H100_v5",
)
