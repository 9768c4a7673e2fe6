"""Seed a new region: copy the feature store's bucket when the stack comes up.

`gcloud storage rsync`, run by a pulumi-command Command on each deployment, copies the whole feature-store bucket from us-central1
to a bucket in southamerica-east1.
"""

import pulumi
import pulumi_gcp as gcp

home = gcp.storage.Bucket("features", location="us-central1", uniform_bucket_level_access=True)
br = gcp.storage.Bucket("features-br", location="southamerica-east1", uniform_bucket_level_access=True)

pulumi.CustomResource(
    "command:local:Command",
    "seed-region",
    {
        "create": pulumi.Output.format(
            "gcloud storage rsync --recursive --delete-unmatched-destination-objects gs://{0}/offline gs://{1}/offline",
            home.name,
            br.name,
        ),
        "triggers": [br.id],
    },
    pulumi.ResourceOptions(depends_on=[home, br]),
)
