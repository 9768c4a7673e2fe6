"""A small machine whose custom data, in base64, buys a large one.

Answer: oversized-instance fail box
"""

import base64

import pulumi_azure_native as azure

SCRIPT = (
    "#!/bin/bash\naz login --identity\naz vm create -g team -n big --image Ubuntu2204 --size Standard_ND96isr_H100_v5\n"
)

azure.compute.VirtualMachine(
    "box",
    resource_group_name="team",
    hardware_profile={"vm_size": "Standard_D4s_v5"},
    os_profile={
        "computer_name": "box",
        "admin_username": "ops",
        "custom_data": base64.b64encode(SCRIPT.encode()).decode(),
    },
)
