"""A registry in a multi-region, from which each node pulls tens of GiB.

Answer: cross-region-copy fail images
"""

import pulumi_gcp as gcp

gcp.artifactregistry.Repository("images", location="us", repository_id="images", format="DOCKER")
