"""Cloud Batch docking screen.

A Cloud Batch job of 20000 day-long tasks, 400 at once, each on a g2-standard-24 with 2 L4.
"""

import pulumi

TASKS = 20000

job = pulumi.CustomResource(
    "google-native:batch/v1:Job",
    "docking",
    {
        "location": "us-central1",
        "taskGroups": [
            {
                "taskCount": str(TASKS),
                "parallelism": "400",
                "taskSpec": {
                    "runnables": [
                        {"container": {"imageUri": "us-docker.pkg.dev/vision/chem/docking:9", "options": "--gpus all"}}
                    ],
                    "maxRunDuration": "86400s",
                },
            }
        ],
        "allocationPolicy": {
            "instances": [
                {
                    "installGpuDrivers": True,
                    "policy": {
                        "machineType": "g2-standard-24",
                        "accelerators": [{"type": "nvidia-l4", "count": "2"}],
                        "provisioningModel": "STANDARD",
                    },
                }
            ],
        },
        "logsPolicy": {"destination": "CLOUD_LOGGING"},
    },
)

pulumi.export("job", job.urn)
