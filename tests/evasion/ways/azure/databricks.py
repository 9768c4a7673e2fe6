"""Databricks buys machines of the subscription by a provider of its own.

Answer: oversized-instance fail train
"""

import pulumi

pulumi.CustomResource(
    "databricks:index/instancePool:InstancePool",
    "train",
    {"instancePoolName": "train", "nodeTypeId": "Standard_ND96isr_H100_v5", "minIdleInstances": 2},
)
