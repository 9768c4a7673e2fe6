"""The scale set's capacity is a text, through a transform, so that a comparison of numbers passes it by.

Answer: pool-ceiling fail pool
"""

import pulumi
import pulumi_azure_native as azure


def as_text(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    sku = {"name": "Standard_NV36ads_A10_v5", "capacity": "64"}
    return pulumi.ResourceTransformResult(props={**args.props, "sku": sku}, opts=args.opts)


azure.compute.VirtualMachineScaleSet(
    "pool",
    resource_group_name="team",
    sku={"name": "Standard_NV36ads_A10_v5", "capacity": 1},
    opts=pulumi.ResourceOptions(transforms=[as_text]),
)
