"""Pods for the weekend sweep, left up until the stack is destroyed.

Four RunPod pods with 8 H100 each, a grid of learning rates and batch sizes.
"""

import pulumi

GRID = [(lr, bs) for lr in ("1e-4", "3e-4") for bs in ("256", "512")]

for lr, bs in GRID:
    pulumi.CustomResource(
        "runpod:index:Pod",
        f"sweep-{lr}-{bs}",
        {
            "name": f"sweep-{lr}-{bs}",
            "imageName": "runpod/pytorch:2.4.0-py3.11-cuda12.4.1-devel-ubuntu22.04",
            "gpuTypeId": "NVIDIA H100 80GB HBM3",
            "gpuCount": 8,
            "cloudType": "SECURE",
            "supportPublicIp": True,
            "volumeInGb": 500,
            "containerDiskInGb": 100,
            "volumeMountPath": "/workspace",
            "env": [{"key": "LR", "value": lr}, {"key": "BS", "value": bs}],
        },
    )
