"""Training cluster from the platform team's component package.

Remote component (the platform team's package) asked for a training cluster of 20 p5e.48xlarge nodes (160 H200).
"""

from collections.abc import Mapping
from typing import Any

import pulumi


class TrainingCluster(pulumi.ComponentResource):
    """Python side of the multi-language component platform:ml:TrainingCluster."""

    endpoint: pulumi.Output[str]

    def __init__(self, name: str, args: Mapping[str, Any], opts: pulumi.ResourceOptions | None = None):
        props = dict(args)
        props["endpoint"] = None
        super().__init__("platform:ml:TrainingCluster", name, props, opts, remote=True)


cfg = pulumi.Config()

cluster = TrainingCluster(
    "training",
    {
        "region": "us-east-1",
        "scheduler": "slurm",
        "instanceType": "p5e.48xlarge",
        "nodeCount": 20,
        "efa": True,
        "sharedStorageGiB": 2400,
        "users": cfg.get_object("users") or ["ana", "bo", "chidi"],
    },
)
pulumi.export("cluster", cluster.urn)
