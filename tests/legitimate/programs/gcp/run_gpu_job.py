"""An evaluation that runs every night as a job of Cloud Run with an L4, ends by itself, and has a longest run time."""

import pulumi
import pulumi_gcp as gcp

LABELS = {"purpose": "evaluation", "owner": "vision", "cost-center": "ml-1234"}
account = gcp.serviceaccount.Account("evaluate", account_id="evaluate-run")
results = gcp.storage.Bucket(
    "results",
    location="EUROPE-WEST4",
    uniform_bucket_level_access=True,
    lifecycle_rules=[
        {"action": {"type": "Delete"}, "condition": {"age": 180}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 2}},
    ],
    labels=LABELS | {"penstock-use": "output"},
)
gcp.storage.BucketIAMMember(
    "evaluate",
    bucket=results.name,
    role="roles/storage.objectUser",
    member=account.email.apply(lambda it: f"serviceAccount:{it}"),
)
job = gcp.cloudrunv2.Job(
    "evaluate",
    location="europe-west4",
    template={
        "parallelism": 2,
        "task_count": 8,
        "template": {
            "service_account": account.email,
            "timeout": "3600s",
            "max_retries": 1,
            "node_selector": {"accelerator": "nvidia-l4"},
            "gpu_zonal_redundancy_disabled": True,
            "containers": [
                {
                    "image": "europe-west4-docker.pkg.dev/example/vision/evaluate:1",
                    "resources": {"limits": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"}},
                    "envs": [{"name": "RESULTS", "value": results.url}],
                }
            ],
        },
    },
    labels=LABELS,
)
gcp.cloudscheduler.Job(
    "nightly",
    region="europe-west4",
    schedule="0 2 * * *",
    time_zone="Europe/Berlin",
    http_target={
        "http_method": "POST",
        "uri": pulumi.Output.concat("https://run.googleapis.com/v2/", job.id, ":run"),
        "oauth_token": {"service_account_email": account.email},
    },
)
gcp.billing.Budget(
    "vision",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "600"}},
    threshold_rules=[{"threshold_percent": 0.8}],
)
