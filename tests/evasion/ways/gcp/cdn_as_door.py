"""A CDN in front of the data's bucket: whoever knows its name pulls terabytes out to the internet.

Answer: internet-egress fail door
"""

import pulumi_gcp as gcp

data = gcp.storage.Bucket("data", name="vision-data", location="us-central1", labels={"penstock-use": "dataset"})
gcp.compute.BackendBucket("door", bucket_name=data.name, enable_cdn=True)
