"""Vertex AI Workbench notebook with one T4; stops after an hour without use."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config("notebook")
owner = config.get("owner") or "ines@example.com"
project = gcp.config.project

account = gcp.serviceaccount.Account("notebook", account_id="vision-notebook", display_name="Vision notebook")
data = gcp.storage.Bucket(
    "vision-notebook", location="US-CENTRAL1", uniform_bucket_level_access=True, public_access_prevention="enforced"
)
gcp.storage.BucketIAMMember(
    "notebook-data",
    bucket=data.name,
    role="roles/storage.objectAdmin",
    member=account.email.apply(lambda e: f"serviceAccount:{e}"),
)
gcp.serviceaccount.IAMMember(
    "notebook-owner", service_account_id=account.name, member=f"user:{owner}", role="roles/iam.serviceAccountUser"
)

notebook = gcp.workbench.Instance(
    "vision",
    name="vision-t4",
    location="us-central1-a",
    instance_owners=[owner],
    gce_setup=gcp.workbench.InstanceGceSetupArgs(
        machine_type="n1-standard-4",
        accelerator_configs=[
            gcp.workbench.InstanceGceSetupAcceleratorConfigArgs(type="NVIDIA_TESLA_T4", core_count="1")
        ],
        vm_image=gcp.workbench.InstanceGceSetupVmImageArgs(
            project="cloud-notebooks-managed", family="workbench-instances"
        ),
        boot_disk=gcp.workbench.InstanceGceSetupBootDiskArgs(disk_type="PD_BALANCED", disk_size_gb="150"),
        data_disks=gcp.workbench.InstanceGceSetupDataDisksArgs(disk_type="PD_BALANCED", disk_size_gb="200"),
        service_accounts=[gcp.workbench.InstanceGceSetupServiceAccountArgs(email=account.email)],
        metadata={"idle-timeout-seconds": "3600", "install-nvidia-driver": "true"},
        disable_public_ip=False,
    ),
    labels={"team": "vision", "env": "research"},
)
pulumi.export("proxy", notebook.proxy_uri)
