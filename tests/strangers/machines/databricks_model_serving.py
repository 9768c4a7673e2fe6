"""Serving endpoint for the in-house embedder.

A Databricks model serving endpoint of the GPU_LARGE type (A100s) and the Large size, with scale to zero off.
"""

import pulumi

serving = pulumi.CustomResource(
    "databricks:index/modelServing:ModelServing",
    "embedder",
    {
        "name": "embedder",
        "config": {
            "servedEntities": [
                {
                    "name": "current",
                    "entityName": "ml.prod.embedder",
                    "entityVersion": "12",
                    "workloadType": "GPU_LARGE",
                    "workloadSize": "Large",
                    "scaleToZeroEnabled": False,
                }
            ],
            "trafficConfig": {"routes": [{"servedModelName": "current", "trafficPercentage": 100}]},
        },
    },
)

pulumi.export("serving", serving.id)
