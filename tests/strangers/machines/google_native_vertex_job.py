"""Custom training job, native provider.

A Vertex custom job by google-native on 32 a3-highgpu-8g replicas (256 H100) for up to seven days.
"""

import pulumi

cfg = pulumi.Config()
replicas = cfg.get_int("replicas") or 32

job = pulumi.CustomResource(
    "google-native:aiplatform/v1:CustomJob",
    "vlm",
    {
        "location": "us-central1",
        "displayName": "vlm-pretrain",
        "jobSpec": {
            "workerPoolSpecs": [
                {
                    "machineSpec": {
                        "machineType": "a3-highgpu-8g",
                        "acceleratorType": "NVIDIA_H100_80GB",
                        "acceleratorCount": 8,
                    },
                    "replicaCount": "1",
                    "containerSpec": {"imageUri": "us-docker.pkg.dev/vision/train/vlm:3"},
                },
                {
                    "machineSpec": {
                        "machineType": "a3-highgpu-8g",
                        "acceleratorType": "NVIDIA_H100_80GB",
                        "acceleratorCount": 8,
                    },
                    "replicaCount": str(replicas - 1),
                    "containerSpec": {"imageUri": "us-docker.pkg.dev/vision/train/vlm:3"},
                },
            ],
            "scheduling": {"timeout": "604800s"},
        },
    },
)

pulumi.export("job", job.urn)
