"""A manifest of Karpenter, which buys what pods ask for.

Answer: oversized-instance fail gpu
"""

import pulumi
import pulumi_kubernetes as kubernetes

kubernetes.apiextensions.CustomResource(
    "gpu",
    api_version="karpenter.sh/v1",
    kind="NodePool",
    spec={
        "template": {
            "spec": {
                "requirements": [
                    {"key": "node.kubernetes.io/instance-type", "operator": "In", "values": ["p5.48xlarge"]},
                ],
                "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"},
            }
        }
    },
)
pulumi.export("pool", "gpu")
