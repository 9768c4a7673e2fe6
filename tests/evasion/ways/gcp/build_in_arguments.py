"""A build runs gcloud, by a list of its arguments: no text of it is a command.

Answer: oversized-instance fail nightly
"""

import pulumi_gcp as gcp

gcp.cloudbuild.Trigger(
    "nightly",
    location="us-central1",
    build={
        "steps": [
            {
                "name": "gcr.io/cloud-builders/gcloud",
                "args": ["compute", "instances", "create", "big", "--machine-type", "a3-highgpu-8g"],
            }
        ]
    },
)
