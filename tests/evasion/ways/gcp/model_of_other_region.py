"""A server of models mounts a bucket of another region.

Answer: cross-region-transfer fail models
"""

import pulumi_gcp as gcp

models = gcp.storage.Bucket("weights", location="EUROPE-WEST4", uniform_bucket_level_access=True)
gcp.cloudrunv2.Job(
    "models",
    location="us-central1",
    template={
        "template": {"containers": [{"image": "server"}], "volumes": [{"name": "m", "gcs": {"bucket": models.name}}]}
    },
)
