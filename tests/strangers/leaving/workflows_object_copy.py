"""Hourly workflow that copies fresh satellite tiles to the Brazilian bucket.

An hourly Google Workflow rewrites (copies) satellite tile objects from a us-central1 bucket to a southamerica-east1 bucket.
"""

import pulumi
import pulumi_gcp as gcp

tiles = gcp.storage.Bucket("tiles", name="vision-tiles", location="US-CENTRAL1")
brazil = gcp.storage.Bucket("tiles-br", name="vision-tiles-br", location="SOUTHAMERICA-EAST1")

SOURCE = """
main:
  steps:
    - list:
        call: googleapis.storage.v1.objects.list
        args: {bucket: "%(src)s", prefix: "latest/"}
        result: page
    - copy:
        parallel:
          for:
            value: object
            in: ${page.items}
            steps:
              - rewrite:
                  call: googleapis.storage.v1.objects.rewrite
                  args:
                    sourceBucket: "%(src)s"
                    sourceObject: ${text.url_encode(object.name)}
                    destinationBucket: "%(dst)s"
                    destinationObject: ${text.url_encode(object.name)}
"""

workflow = gcp.workflows.Workflow(
    "copy-tiles",
    name="copy-tiles",
    region="us-central1",
    service_account="tiles@vision.iam.gserviceaccount.com",
    source_contents=pulumi.Output.all(src=tiles.name, dst=brazil.name).apply(lambda a: SOURCE % a),
)
gcp.cloudscheduler.Job(
    "hourly-tiles",
    name="hourly-tiles",
    region="us-central1",
    schedule="10 * * * *",
    http_target={
        "uri": workflow.id.apply(lambda i: f"https://workflowexecutions.googleapis.com/v1/{i}/executions"),
        "http_method": "POST",
        "oauth_token": {"service_account_email": "tiles@vision.iam.gserviceaccount.com"},
    },
)
