"""A container group with GPUs of a kind that no list has.

Answer: oversized-instance undetermined job
"""

import pulumi
import pulumi_azure_native as azure


def newer(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    container = {
        "name": "train",
        "image": "train:1",
        "resources": {"requests": {"cpu": 8, "memoryInGB": 64, "gpu": {"count": 4, "sku": "H100"}}},
    }
    return pulumi.ResourceTransformResult(props={**args.props, "containers": [container]}, opts=args.opts)


azure.containerinstance.ContainerGroup(
    "job",
    resource_group_name="team",
    os_type="Linux",
    containers=[
        {"name": "train", "image": "train:1", "resources": {"requests": {"cpu": 1, "memory_in_gb": 1}}},
    ],
    opts=pulumi.ResourceOptions(transforms=[newer]),
)
