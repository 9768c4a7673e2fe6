"""Queued request for a Trillium slice.

A TPU queued resource for a v6e-256 slice (256 chips).
"""

import pulumi
import pulumi_gcp as gcp

network = gcp.compute.Network("tpu", auto_create_subnetworks=True)

request = gcp.tpu.V2QueuedResource(
    "maxtext",
    name="maxtext-v6e",
    zone="us-east5-b",
    project="vision",
    tpu={
        "node_specs": [
            {
                "parent": "projects/vision/locations/us-east5-b",
                "node_id": "maxtext-v6e",
                "node": {
                    "runtime_version": "v2-alpha-tpuv6e",
                    "accelerator_type": "v6e-256",
                    "description": "MaxText pretraining",
                    "network_config": {"network": network.id, "enable_external_ips": False},
                },
            }
        ],
    },
)

pulumi.export("request", request.id)
