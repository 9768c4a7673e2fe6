"""A pod on an Autopilot cluster asks for H100s by a node selector, and gets its node.

Answer: oversized-instance fail train
"""

import pulumi_kubernetes as kubernetes

kubernetes.batch.v1.Job(
    "train",
    spec={
        "template": {
            "spec": {
                "restart_policy": "Never",
                "node_selector": {"cloud.google.com/gke-accelerator": "nvidia-h100-80gb"},
                "containers": [
                    {"name": "train", "image": "train:1", "resources": {"limits": {"nvidia.com/gpu": "8"}}},
                ],
            }
        }
    },
)
