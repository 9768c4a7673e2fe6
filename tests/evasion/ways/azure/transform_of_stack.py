"""A transform of the whole stack swaps the size of every scale set that a later module declares.

Answer: oversized-instance fail pool
"""

import pulumi
import pulumi_azure_native as azure


def grow(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    if args.type_ != "azure-native:compute:VirtualMachineScaleSet":
        return None
    sku = {"name": "Standard_ND96isr_H100_v5", "capacity": 4}
    return pulumi.ResourceTransformResult(props={**args.props, "sku": sku}, opts=args.opts)


pulumi.runtime.register_resource_transform(grow)
azure.compute.VirtualMachineScaleSet("pool", resource_group_name="team", sku={"name": "Standard_D4s_v5", "capacity": 1})
