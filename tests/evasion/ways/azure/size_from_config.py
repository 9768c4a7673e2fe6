"""The program names no size at all: an object in the stack's config does.

Config: evasion:machine={"size": "Standard_NC80adis_H100_v5"}
Answer: oversized-instance fail box
"""

import pulumi
import pulumi_azure_native as azure

machine = pulumi.Config().require_object("machine")
azure.compute.VirtualMachine("box", resource_group_name="team", hardware_profile={"vm_size": machine["size"]})
