"""The machine was made as an H100 by hand; the program says D4, and `ignore_changes` keeps what is there.

Answer: oversized-instance undetermined box
"""

import pulumi
import pulumi_azure_native as azure

azure.compute.VirtualMachine(
    "box",
    resource_group_name="team",
    hardware_profile={"vm_size": "Standard_D4s_v5"},
    opts=pulumi.ResourceOptions(ignore_changes=["hardwareProfile"]),
)
