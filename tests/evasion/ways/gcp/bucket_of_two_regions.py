"""A bucket that two regions of the program's choice hold.

Answer: cross-region-copy fail data
"""

import pulumi_gcp as gcp

gcp.storage.Bucket(
    "data",
    location="US",
    custom_placement_config={"data_locations": ["US-EAST1", "US-WEST1"]},
    uniform_bucket_level_access=True,
)
