"""One-shot migration of the video archive out of S3, with azcopy in a container instance.

The whole video-archive S3 bucket (AWS eu-central-1) is copied to an Azure storage account in Germany West Central by azcopy
running in a container instance: AWS egress to Azure.
"""

import pulumi
from pulumi_azure_native import containerinstance as aci
from pulumi_azure_native import resources, storage

cfg = pulumi.Config()
rg = resources.ResourceGroup("video-migration", location="germanywestcentral")

archive = storage.StorageAccount(
    "videoarchive",
    resource_group_name=rg.name,
    location="germanywestcentral",
    kind="StorageV2",
    access_tier="Cool",
    sku={"name": "Standard_ZRS"},
)
container = storage.BlobContainer(
    "masters", resource_group_name=rg.name, account_name=archive.name, container_name="masters"
)

command = archive.name.apply(
    lambda n: [
        "azcopy",
        "copy",
        "https://s3.eu-central-1.amazonaws.com/acme-video-archive",
        f"https://{n}.blob.core.windows.net/masters",
        "--recursive=true",
        "--s2s-preserve-access-tier=false",
    ]
)

aci.ContainerGroup(
    "azcopy",
    resource_group_name=rg.name,
    location="germanywestcentral",
    os_type="Linux",
    restart_policy="OnFailure",
    identity={"type": "SystemAssigned"},
    containers=[
        {
            "name": "azcopy",
            "image": "acme.azurecr.io/tools/azcopy:10.26",
            "command": command,
            "resources": {"requests": {"cpu": 4, "memory_in_gb": 8}},
            "environment_variables": [
                {"name": "AZCOPY_AUTO_LOGIN_TYPE", "value": "MSI"},
                {"name": "AWS_ACCESS_KEY_ID", "value": "AKIAEXAMPLE"},
                {"name": "AWS_SECRET_ACCESS_KEY", "secure_value": cfg.get_secret("awsSecret") or "unset"},
            ],
        }
    ],
)
