"""Nightly embeddings: Cloud Scheduler posts one small job to Cloud Batch, three machines with a T4 at most."""

import base64
import json

import pulumi
import pulumi_gcp as gcp

project, region = gcp.config.project or "vision", gcp.config.region or "us-central1"
config = pulumi.Config()
shards, parallel = config.get_int("shards") or 12, 3

scheduler = gcp.serviceaccount.Account("scheduler", account_id="batch-scheduler")
worker = gcp.serviceaccount.Account("worker", account_id="batch-worker")
for who, roles in (
    (scheduler, ["roles/batch.jobsEditor", "roles/iam.serviceAccountUser"]),
    (worker, ["roles/batch.agentReporter", "roles/logging.logWriter", "roles/storage.objectUser"]),
):
    for role in roles:
        gcp.projects.IAMMember(
            f"{who._name}-{role.split('/')[1].replace('.', '-')}",
            project=project,
            role=role,
            member=who.email.apply(lambda e: f"serviceAccount:{e}"),
        )
vectors = gcp.storage.Bucket("vectors", location=region, uniform_bucket_level_access=True)


def job_body(args) -> str:
    email, bucket = args
    job = {
        "taskGroups": [
            {
                "taskCount": str(shards),
                "parallelism": str(parallel),
                "taskSpec": {
                    "computeResource": {"cpuMilli": "4000", "memoryMib": "14000"},
                    "maxRunDuration": "3600s",
                    "maxRetryCount": 2,
                    "runnables": [
                        {
                            "container": {
                                "imageUri": f"{region}-docker.pkg.dev/{project}/ml/embed:5",
                                "commands": ["--shard=${BATCH_TASK_INDEX}", f"--out=gs://{bucket}/nightly"],
                            }
                        }
                    ],
                },
            }
        ],
        "allocationPolicy": {
            "location": {"allowedLocations": [f"regions/{region}"]},
            "serviceAccount": {"email": email},
            "instances": [
                {
                    "installGpuDrivers": True,
                    "policy": {
                        "machineType": "n1-standard-4",
                        "provisioningModel": "SPOT",
                        "accelerators": [{"type": "nvidia-tesla-t4", "count": "1"}],
                    },
                }
            ],
        },
        "logsPolicy": {"destination": "CLOUD_LOGGING"},
    }
    return base64.b64encode(json.dumps(job).encode()).decode()


gcp.cloudscheduler.Job(
    "embed-nightly",
    region=region,
    schedule="30 1 * * *",
    time_zone="America/Chicago",
    description="embeddings of yesterday's uploads",
    retry_config={"retry_count": 1},
    http_target={
        "uri": f"https://batch.googleapis.com/v1/projects/{project}/locations/{region}/jobs",
        "http_method": "POST",
        "headers": {"Content-Type": "application/json"},
        "body": pulumi.Output.all(worker.email, vectors.name).apply(job_body),
        "oauth_token": {
            "service_account_email": scheduler.email,
            "scope": "https://www.googleapis.com/auth/cloud-platform",
        },
    },
)
pulumi.export("vectors", vectors.url)
