"""Workflow that publishes processed photos to the Singapore bucket, run by the scheduler.

A workflow in us-central1 rewrites every object of the us-central1 photos bucket into a bucket in asia-southeast1 (Singapore).
"""

import pulumi
import pulumi_gcp as gcp

photos = gcp.storage.Bucket("photos", name="vision-photos-processed", location="us-central1")
published = gcp.storage.Bucket("photos-sg", name="vision-photos-sg", location="asia-southeast1")

STEPS = """
main:
  steps:
    - list:
        call: googleapis.storage.v1.objects.list
        args:
          bucket: vision-photos-processed
          prefix: originals/
        result: page
    - copy:
        parallel:
          for:
            value: obj
            in: ${page.items}
            steps:
              - rewrite:
                  call: googleapis.storage.v1.objects.rewrite
                  args:
                    sourceBucket: vision-photos-processed
                    sourceObject: ${text.url_encode(obj.name)}
                    destinationBucket: vision-photos-sg
                    destinationObject: ${text.url_encode(obj.name)}
                    body: {}
"""

workflow = gcp.workflows.Workflow(
    "thumbnail-publish",
    name="photo-publish",
    region="us-central1",
    service_account="photo-publish@vision.iam.gserviceaccount.com",
    source_contents=STEPS,
    deletion_protection=False,
)
gcp.cloudscheduler.Job(
    "photo-publish-hourly",
    region="us-central1",
    schedule="5 * * * *",
    http_target={
        "http_method": "POST",
        "uri": workflow.id.apply(lambda i: f"https://workflowexecutions.googleapis.com/v1/{i}/executions"),
        "oauth_token": {"service_account_email": "photo-publish@vision.iam.gserviceaccount.com"},
    },
    opts=pulumi.ResourceOptions(depends_on=[photos, published]),
)
