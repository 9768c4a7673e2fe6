"""Infrastructure Manager runs a Terraform module from a bucket, which nobody sees here.

Answer: oversized-instance undetermined team
"""

import pulumi

pulumi.CustomResource(
    "google-native:config/v1:Deployment",
    "team",
    {"location": "us-central1", "terraformBlueprint": {"gcsSource": "gs://modules/team.zip"}},
)
