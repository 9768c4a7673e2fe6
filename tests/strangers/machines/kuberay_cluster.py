"""Ray cluster for reinforcement learning.

A RayCluster of 16 workers with 4 GPUs and 4 with 8 (96 GPUs), which may double.
"""

import pulumi_kubernetes as k8s


def group(name, image, replicas, limits):
    return {
        "groupName": name,
        "replicas": replicas,
        "minReplicas": replicas,
        "maxReplicas": replicas * 2,
        "rayStartParams": {},
        "template": {
            "spec": {
                "containers": [{"name": "ray", "image": image, "resources": {"limits": limits, "requests": limits}}]
            }
        },
    }


IMAGE = "rayproject/ray-ml:2.44.0-gpu"

ray = k8s.apiextensions.CustomResource(
    "rlhf",
    api_version="ray.io/v1",
    kind="RayCluster",
    metadata={"name": "rlhf", "namespace": "rl"},
    spec={
        "rayVersion": "2.44.0",
        "enableInTreeAutoscaling": True,
        "headGroupSpec": {
            "rayStartParams": {"num-gpus": "0"},
            "template": {
                "spec": {
                    "containers": [
                        {"name": "head", "image": IMAGE, "resources": {"limits": {"cpu": "8", "memory": "32Gi"}}}
                    ]
                }
            },
        },
        "workerGroupSpecs": [
            group("rollout", IMAGE, 16, {"cpu": "32", "memory": "256Gi", "nvidia.com/gpu": "4"}),
            group("learner", IMAGE, 4, {"cpu": "90", "memory": "900Gi", "nvidia.com/gpu": "8"}),
        ],
    },
)
