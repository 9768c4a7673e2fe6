"""Queued TPU slice for the recommender's embedding training.

Queued resource for a Cloud TPU v5p-256 slice (128 chips).
"""

import pulumi
import pulumi_gcp as gcp

network = gcp.compute.Network("tpu-net", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork("tpu-subnet", network=network.id, region="us-central1", ip_cidr_range="10.40.0.0/20")
account = gcp.serviceaccount.Account("tpu-worker", account_id="tpu-worker")

queued = gcp.tpu.V2QueuedResource(
    "recsys-v5p",
    name="recsys-v5p",
    zone="us-central1-a",
    project="vision",
    tpu={
        "node_specs": [
            {
                "parent": "projects/vision/locations/us-central1-a",
                "node_id": "recsys-v5p-0",
                "node": {
                    "runtime_version": "v2-alpha-tpuv5",
                    "accelerator_type": "v5p-256",
                    "description": "embedding tables",
                    "network_config": {
                        "network": network.id,
                        "subnetwork": subnet.id,
                        "enable_external_ips": False,
                    },
                },
            }
        ]
    },
)
pulumi.export("queued", queued.id)
pulumi.export("account", account.email)
