"""A function that a schedule calls, with its own account."""

import pulumi_gcp as gcp

account = gcp.serviceaccount.Account("nightly", account_id="nightly")
source = gcp.storage.Bucket(
    "source",
    location="EUROPE-WEST4",
    uniform_bucket_level_access=True,
    soft_delete_policy={"retention_duration_seconds": 0},
    lifecycle_rules=[
        {"action": {"type": "Delete"}, "condition": {"age": 30}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 3}},
    ],
)
function = gcp.cloudfunctionsv2.Function(
    "nightly",
    location="europe-west4",
    build_config={
        "runtime": "python313",
        "entry_point": "main",
        "source": {"storage_source": {"bucket": source.name, "object": "nightly.zip"}},
    },
    service_config={
        "available_memory": "256Mi",
        "max_instance_count": 1,
        "timeout_seconds": 300,
        "service_account_email": account.email,
    },
)
gcp.cloudscheduler.Job(
    "nightly",
    region="europe-west4",
    schedule="0 3 * * *",
    time_zone="Europe/Amsterdam",
    http_target={"uri": function.url, "http_method": "POST"},
)
