"""A transfer job copies a bucket to another region each night.

Answer: cross-region-copy fail nightly
"""

import pulumi_gcp as gcp

here = gcp.storage.Bucket("here", name="vision-here", location="us-central1")
there = gcp.storage.Bucket("there", name="vision-there", location="europe-west4")
gcp.storage.TransferJob(
    "nightly",
    description="nightly",
    transfer_spec={"gcs_data_source": {"bucket_name": here.name}, "gcs_data_sink": {"bucket_name": there.name}},
)
