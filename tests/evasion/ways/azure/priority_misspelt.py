"""The priority is a misspelt Spot, which the rule might take for one.

Answer: spot-required undetermined box
"""

import pulumi
import pulumi_azure_native as azure


def lower(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    return pulumi.ResourceTransformResult(props={**args.props, "priority": "spott"}, opts=args.opts)


azure.compute.VirtualMachine(
    "box",
    resource_group_name="team",
    hardware_profile={"vm_size": "Standard_NV36ads_A10_v5"},
    opts=pulumi.ResourceOptions(transforms=[lower]),
)
