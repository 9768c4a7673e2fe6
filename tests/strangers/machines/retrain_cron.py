"""Scheduler that posts the retraining job to Vertex AI.

Cloud Scheduler posts a Vertex custom job with 8 workers of a2-ultragpu-8g (64 A100 80GB) every six hours.
"""

import base64
import json

import pulumi
import pulumi_gcp as gcp

robot = gcp.serviceaccount.Account("retrain-robot", account_id="retrain-robot")
gcp.projects.IAMMember(
    "retrain-vertex",
    project="vision",
    role="roles/aiplatform.user",
    member=robot.email.apply(lambda e: f"serviceAccount:{e}"),
)


def pool(replicas):
    return {
        "replicaCount": replicas,
        "machineSpec": {
            "machineType": "a2-ultragpu-8g",
            "acceleratorType": "NVIDIA_A100_80GB",
            "acceleratorCount": 8,
        },
        "containerSpec": {
            "imageUri": "us-central1-docker.pkg.dev/vision/train/retrain:stable",
            "args": ["--epochs=3", "--data=gs://vision-train-uc1/shards"],
        },
    }


body = {
    "displayName": "retrain",
    "jobSpec": {
        "workerPoolSpecs": [pool(1), pool(7)],
        "scheduling": {"timeout": "21000s"},
    },
}
job = gcp.cloudscheduler.Job(
    "retrain-kick",
    region="us-central1",
    schedule="0 */6 * * *",
    time_zone="Etc/UTC",
    http_target={
        "http_method": "POST",
        "uri": "https://us-central1-aiplatform.googleapis.com/v1/projects/vision/locations/us-central1/customJobs",
        "headers": {"Content-Type": "application/json"},
        "body": base64.b64encode(json.dumps(body).encode()).decode(),
        "oauth_token": {"service_account_email": robot.email},
    },
)
pulumi.export("job", job.id)
