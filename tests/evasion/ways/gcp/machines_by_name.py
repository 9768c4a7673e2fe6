"""Machines by their names, in a group that somebody else made: nothing says what they are, and the group's size says nothing.

Answer: oversized-instance undetermined rank-0
Answer: pool-ceiling undetermined rank-0
"""

import pulumi_gcp as gcp

for rank in range(8):
    gcp.compute.PerInstanceConfig(
        f"rank-{rank}", name=f"rank-{rank}", instance_group_manager="training", zone="us-central1-a"
    )
