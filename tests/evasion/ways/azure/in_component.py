"""The machine is declared in a component, with another type token before this one by an alias.

Answer: oversized-instance fail web-worker
"""

import pulumi
import pulumi_azure_native as azure


class Service(pulumi.ComponentResource):
    """A web service, by its name."""

    def __init__(self, name: str) -> None:
        super().__init__("web:index:Service", name)
        azure.compute.VirtualMachine(
            f"{name}-worker",
            resource_group_name="team",
            hardware_profile={"vm_size": "Standard_ND96isr_H100_v5"},
            opts=pulumi.ResourceOptions(
                parent=self, aliases=[pulumi.Alias(type_="azure-native:storage:StorageAccount")]
            ),
        )
        self.register_outputs({})


Service("web")
