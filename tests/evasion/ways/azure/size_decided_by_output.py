"""A callback chooses the size by a value that only the cloud knows.

Answer: oversized-instance undetermined box
"""

import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("team")
size = group.id.apply(lambda it: "Standard_ND96isr_H100_v5" if "subscriptions" in it else "Standard_D4s_v5")
azure.compute.VirtualMachine("box", resource_group_name=group.name, hardware_profile={"vm_size": size})
