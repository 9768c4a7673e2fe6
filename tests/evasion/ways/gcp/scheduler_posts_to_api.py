"""A scheduled job posts the order for a machine to the API itself, in base64.

Answer: oversized-instance fail nightly
"""

import base64
import json

import pulumi_gcp as gcp

ORDER = {"name": "big", "machineType": "zones/us-central1-a/machineTypes/a3-highgpu-8g"}

gcp.cloudscheduler.Job(
    "nightly",
    schedule="0 1 * * *",
    region="us-central1",
    http_target={
        "uri": "https://compute.googleapis.com/compute/v1/projects/vision/zones/us-central1-a/instances",
        "http_method": "POST",
        "body": base64.b64encode(json.dumps(ORDER).encode()).decode(),
    },
)
