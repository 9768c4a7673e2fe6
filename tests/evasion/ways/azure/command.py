"""The command provider runs az where Pulumi runs.

Answer: oversized-instance fail buy
"""

import pulumi

pulumi.CustomResource(
    "command:local:Command",
    "buy",
    {"create": "az vmss create -g team -n big --image Ubuntu2204 --vm-sku Standard_ND96isr_H100_v5"},
)
