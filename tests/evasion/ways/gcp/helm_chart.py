"""A Helm chart whose values ask for GPUs.

Answer: oversized-instance undetermined serve
"""

import pulumi_kubernetes as kubernetes

kubernetes.helm.v3.Release(
    "serve",
    chart="vllm",
    repository_opts={"repo": "https://charts.example.com"},
    values={"resources": {"limits": {"nvidia.com/gpu": 8}}, "nodeSelector": {"gpu": "h100"}},
)
