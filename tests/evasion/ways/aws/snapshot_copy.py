"""A snapshot of the data's disk is copied from another region.

Answer: cross-region-copy fail copy
"""

import pulumi_aws as aws

aws.ebs.SnapshotCopy("copy", source_snapshot_id="snap-0123456789abcdef0", source_region="eu-west-1")
