"""A notebook machine with one T4 for the geo team; it stops itself after ninety idle minutes."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
owner = config.get("owner") or "lena@geotile.example"
zone = gcp.config.zone or "us-central1-a"

for api in ("notebooks.googleapis.com", "aiplatform.googleapis.com"):
    gcp.projects.Service(api.split(".")[0], service=api, disable_on_destroy=False)

account = gcp.serviceaccount.Account("notebook", account_id="geo-notebook", display_name="Geo notebook")
bucket = gcp.storage.Bucket(
    "geo-tiles",
    location="US-CENTRAL1",
    uniform_bucket_level_access=True,
    public_access_prevention="enforced",
    lifecycle_rules=[{"action": {"type": "SetStorageClass", "storage_class": "NEARLINE"}, "condition": {"age": 60}}],
)
gcp.storage.BucketIAMMember(
    "geo-tiles-rw",
    bucket=bucket.name,
    role="roles/storage.objectAdmin",
    member=account.email.apply(lambda e: f"serviceAccount:{e}"),
)

notebook = gcp.workbench.Instance(
    "geo",
    name="geo-notebook",
    location=zone,
    instance_owners=[owner],
    gce_setup={
        "machine_type": "n1-standard-4",
        "accelerator_configs": [{"type": "NVIDIA_TESLA_T4", "core_count": "1"}],
        "vm_image": {"project": "cloud-notebooks-managed", "family": "workbench-instances"},
        "boot_disk": {"disk_type": "PD_BALANCED", "disk_size_gb": "150"},
        "data_disks": {"disk_type": "PD_BALANCED", "disk_size_gb": "100"},
        "service_accounts": [{"email": account.email}],
        "metadata": {"idle-timeout-seconds": str(90 * 60), "install-nvidia-driver": "true"},
    },
    labels={"team": "geo", "was": "a2-highgpu-1g"},
)
pulumi.export("proxy", notebook.proxy_uri)
