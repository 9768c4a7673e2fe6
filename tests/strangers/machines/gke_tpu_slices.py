"""TPU slices for multislice runs on GKE.

Two GKE node pools of 32 ct5p-hightpu-4t machines each with topology 4x4x8 (256 TPU v5p chips).
"""

import pulumi
import pulumi_gcp as gcp

pool_defaults = {"machine_type": "ct5p-hightpu-4t"}

pools = []
for n in range(2):
    pools.append(
        gcp.container.NodePool(
            f"v5p-slice-{n}",
            cluster="projects/vision/locations/us-east5/clusters/multislice",
            location="us-east5",
            node_locations=["us-east5-a"],
            node_count=32,
            placement_policy={"type": "COMPACT", "tpu_topology": "4x4x8"},
            node_config={**pool_defaults, "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"]},
        )
    )

pulumi.export("pools", [p.name for p in pools])
