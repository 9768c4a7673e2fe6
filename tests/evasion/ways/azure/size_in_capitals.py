"""The size in capitals, which Azure takes like any other spelling.

Answer: oversized-instance fail box
"""

import pulumi_azure_native as azure

azure.compute.VirtualMachine(
    "box", resource_group_name="team", hardware_profile={"vm_size": "STANDARD_ND96ISR_H100_V5"}
)
