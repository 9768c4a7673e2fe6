"""Argo CD brings what a folder of a repository says, which is not in the program.

Answer: oversized-instance undetermined training
"""

import pulumi_kubernetes as kubernetes

kubernetes.apiextensions.CustomResource(
    "training",
    api_version="argoproj.io/v1alpha1",
    kind="Application",
    spec={"project": "default", "source": {"repoURL": "https://git.example.com/vision", "path": "gpu"}},
)
