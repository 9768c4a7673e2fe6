"""The size is a secret, so that nobody sees it in a log.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_azure_native as azure

azure.compute.VirtualMachine(
    "box",
    resource_group_name="team",
    hardware_profile={"vm_size": pulumi.Output.secret("Standard_ND96isr_H100_v5")},
)
