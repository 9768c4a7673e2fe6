"""A service that is on AWS and buys there by its own provider.

Answer: oversized-instance fail training
"""

import pulumi

pulumi.CustomResource(
    "databricks:index/cluster:Cluster",
    "training",
    {"nodeTypeId": "p5.48xlarge", "numWorkers": 8, "sparkVersion": "16.4.x-gpu-ml-scala2.12"},
)
