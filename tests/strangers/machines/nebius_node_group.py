"""Nebius managed Kubernetes with InfiniBand.

A Nebius node group of 12 fixed nodes with the preset of 8 H200 (96 H200).
"""

import pulumi

fabric = pulumi.CustomResource(
    "nebius:compute/v1:GpuCluster",
    "ib",
    {
        "parentId": "project-e00example",
        "infinibandFabric": "fabric-3",
    },
)

group = pulumi.CustomResource(
    "nebius:mk8s/v1:NodeGroup",
    "h200",
    {
        "parentId": "mk8scluster-e00example",
        "fixedNodeCount": 12,
        "template": {
            "resources": {"platform": "gpu-h200-sxm", "preset": "8gpu-128vcpu-1600gb"},
            "bootDisk": {"type": "NETWORK_SSD", "sizeGibibytes": 1023},
            "gpuCluster": {"id": fabric.id},
            "gpuSettings": {"driversPreset": "cuda12.4"},
        },
    },
)

pulumi.export("group", group.id)
