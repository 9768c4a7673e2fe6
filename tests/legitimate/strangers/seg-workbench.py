"""Workbench notebook for the segmentation course with idle shutdown."""

import pulumi
import pulumi_gcp as gcp

data = gcp.storage.Bucket(
    "seg-course-data",
    location="us-central1",
    uniform_bucket_level_access=True,
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 180}}],
)
account = gcp.serviceaccount.Account("seg-notebook", account_id="seg-notebook")
gcp.storage.BucketIAMMember(
    "seg-data-access",
    bucket=data.name,
    role="roles/storage.objectUser",
    member=account.email.apply(lambda e: f"serviceAccount:{e}"),
)
notebook = gcp.workbench.Instance(
    "seg",
    name="seg-course",
    location="us-central1-a",
    instance_owners=["teacher@vision.example"],
    gce_setup={
        "machine_type": "n1-standard-4",
        "accelerator_configs": [{"type": "NVIDIA_TESLA_T4", "core_count": "1"}],
        "boot_disk": {"disk_type": "PD_BALANCED", "disk_size_gb": "150"},
        "data_disks": {"disk_type": "PD_BALANCED", "disk_size_gb": "100"},
        "disable_public_ip": True,
        "service_accounts": [{"email": account.email}],
        "metadata": {"idle-timeout-seconds": "3600"},
    },
)
pulumi.export("proxy", notebook.proxy_uri)
