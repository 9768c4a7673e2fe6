"""A compute class of GKE, by which pods get machines that no pool names.

Answer: oversized-instance fail large
"""

import pulumi_kubernetes as kubernetes

kubernetes.apiextensions.CustomResource(
    "large",
    api_version="cloud.google.com/v1",
    kind="ComputeClass",
    spec={"priorities": [{"machineType": "a3-highgpu-8g", "spot": True}], "nodePoolAutoCreation": {"enabled": True}},
)
