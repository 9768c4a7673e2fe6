"""A queued request for TPUs, which comes whenever there are some.

Answer: oversized-instance undetermined queue
"""

import pulumi_gcp as gcp

gcp.tpu.V2QueuedResource(
    "queue",
    zone="us-central1-c",
    tpu={
        "node_specs": [
            {
                "parent": "projects/vision/locations/us-central1-c",
                "node_id": "pod",
                "node": {"runtime_version": "tpu-vm-tf-2.13.0", "accelerator_type": "v9x-256"},
            }
        ]
    },
)
