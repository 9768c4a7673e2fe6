"""A service of Cloud Run's first API that keeps one small instance warm, and a worker pool without accelerators."""

import pulumi_gcp as gcp

LABELS = {"owner": "web", "cost-center": "we-2"}
account = gcp.serviceaccount.Account("web", account_id="web-run")
gcp.cloudrun.Service(
    "web",
    location="europe-west4",
    metadata={"labels": LABELS, "annotations": {"run.googleapis.com/ingress": "internal"}},
    template={
        "metadata": {
            "annotations": {"autoscaling.knative.dev/minScale": "1", "autoscaling.knative.dev/maxScale": "20"}
        },
        "spec": {
            "service_account_name": account.email,
            "containers": [{"image": "europe-west4-docker.pkg.dev/p/web/web:1", "resources": {"limits": {"cpu": "1"}}}],
        },
    },
)
gcp.cloudrunv2.WorkerPool(
    "mail",
    location="europe-west4",
    labels=LABELS,
    scaling={"manual_instance_count": 2},
    template={
        "service_account": account.email,
        "containers": [{"image": "europe-west4-docker.pkg.dev/p/web/mail:1"}],
    },
)
