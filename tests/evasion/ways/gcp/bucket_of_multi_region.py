"""A bucket without a word about its place is in several regions.

Answer: cross-region-copy fail data
"""

import pulumi_gcp as gcp

gcp.storage.Bucket("data", location="US", uniform_bucket_level_access=True)
