"""KServe predictor.

A KServe InferenceService of 4 to 16 replicas with 8 H200 each.
"""

import pulumi
import pulumi_kubernetes as k8s

svc = k8s.apiextensions.CustomResource(
    "deepseek",
    api_version="serving.kserve.io/v1beta1",
    kind="InferenceService",
    metadata={
        "name": "deepseek",
        "namespace": "models",
        "annotations": {"serving.kserve.io/deploymentMode": "RawDeployment"},
    },
    spec={
        "predictor": {
            "minReplicas": 4,
            "maxReplicas": 16,
            "nodeSelector": {"nvidia.com/gpu.product": "NVIDIA-H200"},
            "model": {
                "modelFormat": {"name": "huggingface"},
                "storageUri": "hf://deepseek-ai/DeepSeek-R1",
                "args": ["--tensor-parallel-size=8"],
                "resources": {"limits": {"nvidia.com/gpu": "8", "memory": "1500Gi"}},
            },
        },
    },
)

pulumi.export("service", svc.metadata["name"])
