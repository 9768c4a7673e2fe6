"""Whisper transcription on Cloud Run with GPUs.

A Cloud Run service that keeps 12 instances with an L4 each always running and may grow to 60.
"""

import pulumi
import pulumi_gcp as gcp

service = gcp.cloudrunv2.Service(
    "whisper",
    location="us-central1",
    ingress="INGRESS_TRAFFIC_INTERNAL_ONLY",
    deletion_protection=False,
    scaling={"min_instance_count": 12},
    template=gcp.cloudrunv2.ServiceTemplateArgs(
        scaling=gcp.cloudrunv2.ServiceTemplateScalingArgs(max_instance_count=60),
        gpu_zonal_redundancy_disabled=True,
        node_selector=gcp.cloudrunv2.ServiceTemplateNodeSelectorArgs(accelerator="nvidia-l4"),
        containers=[
            gcp.cloudrunv2.ServiceTemplateContainerArgs(
                image="us-central1-docker.pkg.dev/vision/speech/whisper:v3",
                resources=gcp.cloudrunv2.ServiceTemplateContainerResourcesArgs(
                    limits={"cpu": "8", "memory": "32Gi", "nvidia.com/gpu": "1"},
                    cpu_idle=False,
                    startup_cpu_boost=True,
                ),
            )
        ],
    ),
)

pulumi.export("uri", service.uri)
