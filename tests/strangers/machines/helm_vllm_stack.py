"""vLLM production stack from its chart.

Helm values ask for 6 replicas of 4, 4 of 8 and 2 of 1 H100: 58 H100 together.
"""

import pulumi
import pulumi_kubernetes as k8s

models = [
    ("llama-70b", "meta-llama/Llama-3.3-70B-Instruct", 4, 6),
    ("qwen-235b", "Qwen/Qwen3-235B-A22B", 8, 4),
    ("embed", "BAAI/bge-m3", 1, 2),
]

values = {
    "servingEngineSpec": {
        "runtimeClassName": "nvidia",
        "modelSpec": [
            {
                "name": name,
                "repository": "vllm/vllm-openai",
                "tag": "v0.8.5",
                "modelURL": url,
                "replicaCount": replicas,
                "requestCPU": 12,
                "requestMemory": "160Gi",
                "requestGPU": gpus,
                "requestGPUType": "nvidia.com/gpu",
                "nodeSelectorTerms": [
                    {
                        "matchExpressions": [
                            {"key": "nvidia.com/gpu.product", "operator": "In", "values": ["NVIDIA-H100-80GB-HBM3"]}
                        ]
                    }
                ],
                "vllmConfig": {"tensorParallelSize": gpus},
            }
            for name, url, gpus, replicas in models
        ],
    },
}

release = k8s.helm.v3.Release(
    "vllm",
    chart="vllm-stack",
    version="0.1.4",
    namespace="serving",
    create_namespace=True,
    repository_opts=k8s.helm.v3.RepositoryOptsArgs(repo="https://vllm-project.github.io/production-stack"),
    values=values,
)

pulumi.export("status", release.status)
