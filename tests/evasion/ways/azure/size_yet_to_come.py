"""A size that came out after the list of sizes was written.

Answer: oversized-instance undetermined box
Answer: spot-required undetermined box
"""

import pulumi_azure_native as azure

azure.compute.VirtualMachine(
    "box", resource_group_name="team", hardware_profile={"vm_size": "Standard_ND256isr_X900_v9"}
)
