"""The size is another stack's output.

Answer: oversized-instance undetermined box
"""

import pulumi
import pulumi_azure_native as azure

platform = pulumi.StackReference("team/platform/prod")
azure.compute.VirtualMachine(
    "box", resource_group_name="team", hardware_profile={"vm_size": platform.require_output("size").apply(str)}
)
