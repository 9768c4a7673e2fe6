"""A container's variable names a bucket of another region.

Answer: cross-region-transfer fail embed
"""

import pulumi_gcp as gcp

gcp.storage.Bucket("data", name="vision-data", location="europe-west4")
gcp.cloudrunv2.Job(
    "embed",
    location="us-central1",
    template={"template": {"containers": [{"image": "embed:1", "envs": [{"name": "DATA", "value": "vision-data"}]}]}},
)
