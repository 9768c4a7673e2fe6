"""Pull workers for the caption queue.

A Cloud Run worker pool set by hand to 24 instances with an RTX PRO 6000 each, which run without pause.
"""

import pulumi
import pulumi_gcp as gcp

subscription = gcp.pubsub.Subscription("captions", topic="projects/vision/topics/captions", ack_deadline_seconds=600)

pool = gcp.cloudrunv2.WorkerPool(
    "captioners",
    location="us-central1",
    launch_stage="BETA",
    deletion_protection=False,
    scaling={"scaling_mode": "MANUAL", "manual_instance_count": 24},
    template={
        "gpu_zonal_redundancy_disabled": True,
        "node_selector": {"accelerator": "nvidia-rtx-pro-6000"},
        "containers": [
            {
                "image": "us-central1-docker.pkg.dev/vision/media/captioner:1.8",
                "envs": [{"name": "SUBSCRIPTION", "value": subscription.id}],
                "resources": {"limits": {"cpu": "20", "memory": "80Gi", "nvidia.com/gpu": "1"}},
            }
        ],
    },
)

pulumi.export("pool", pool.name)
