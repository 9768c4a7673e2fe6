"""Notebooks of Colab Enterprise with a T4, that stop when they are idle; a scheduled run of one, on the same template."""

import pulumi_gcp as gcp

LABELS = {"purpose": "development", "owner": "vision", "cost-center": "ml-1234"}
template = gcp.colab.RuntimeTemplate(
    "t4",
    display_name="T4",
    location="europe-west4",
    machine_spec={
        "machine_type": "n1-standard-4",
        "accelerator_type": "NVIDIA_TESLA_T4",
        "accelerator_count": 1,
    },
    data_persistent_disk_spec={"disk_type": "pd-balanced", "disk_size_gb": "100"},
    network_spec={"enable_internet_access": False},
    idle_shutdown_config={"idle_timeout": "1800s"},
    labels=LABELS,
)
notebooks = gcp.storage.Bucket(
    "notebooks",
    location="EUROPE-WEST4",
    uniform_bucket_level_access=True,
    lifecycle_rules=[
        {"action": {"type": "Delete"}, "condition": {"age": 365}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 2}},
    ],
    labels=LABELS,
)
gcp.colab.NotebookExecution(
    "report",
    display_name="report",
    location="europe-west4",
    notebook_runtime_template_resource_name=template.id,
    gcs_notebook_source={"uri": notebooks.url.apply(lambda it: f"{it}/report.ipynb")},
    gcs_output_uri=notebooks.url,
    execution_timeout="3600s",
    service_account="reports@example.iam.gserviceaccount.com",
)
gcp.billing.Budget(
    "vision",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "400"}},
    threshold_rules=[{"threshold_percent": 0.8}],
)
