"""Node pool of our CoreWeave Kubernetes cluster.

A CoreWeave NodePool object that targets 8 nodes of type b200-8x (64 B200).
"""

import pulumi
import pulumi_kubernetes as k8s

provider = k8s.Provider("cks", kubeconfig=pulumi.Config().get("kubeconfig") or "cks-prod", context="cks-prod")

for name, kind, nodes in [("cpu", "cd-gp-a192-genoa", 1), ("b200", "b200-8x", 8)]:
    k8s.apiextensions.CustomResource(
        f"{name}-pool",
        api_version="compute.coreweave.com/v1alpha1",
        kind="NodePool",
        metadata={"name": name},
        spec={
            "instanceType": kind,
            "targetNodes": nodes,
            "autoscaling": False,
            "nodeLabels": {"pool": name},
        },
        opts=pulumi.ResourceOptions(provider=provider),
    )
