"""A backup of a file store is kept on another continent.

Answer: cross-region-copy fail nightly
"""

import pulumi_gcp as gcp

files = gcp.filestore.Instance(
    "files",
    tier="BASIC_HDD",
    location="us-central1-a",
    file_shares={"name": "data", "capacity_gb": 1024},
    networks=[{"network": "default", "modes": ["MODE_IPV4"]}],
)
gcp.filestore.Backup("nightly", location="europe-west4", source_instance=files.id, source_file_share="data")
