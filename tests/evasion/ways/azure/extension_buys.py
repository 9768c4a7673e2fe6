"""The script of a machine's extension buys a large one.

Answer: oversized-instance fail setup
"""

import pulumi_azure_native as azure

azure.compute.VirtualMachineExtension(
    "setup",
    resource_group_name="team",
    vm_name="box",
    publisher="Microsoft.Azure.Extensions",
    type="CustomScript",
    type_handler_version="2.1",
    settings={"commandToExecute": "az vm create -g team -n big --image Ubuntu2204 --size Standard_ND96isr_H100_v5"},
)
