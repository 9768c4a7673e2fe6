"""The other provider of Google Cloud, `google-native`.

Answer: oversized-instance fail box
"""

import pulumi

pulumi.CustomResource(
    "google-native:compute/v1:Instance",
    "box",
    {"machineType": "zones/us-central1-a/machineTypes/a3-highgpu-8g", "zone": "us-central1-a"},
)
