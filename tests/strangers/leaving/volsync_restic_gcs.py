"""VolSync: replicate the Nextcloud volumes of the AKS cluster to Google Cloud, hourly.

VolSync's restic mover uploads the Nextcloud volumes hourly from AKS in westeurope to a Google Cloud Storage bucket in us-central1.
"""

import pulumi
import pulumi_kubernetes as k8s

aks = k8s.Provider("aks", context="aks-office-westeurope")
opts = pulumi.ResourceOptions(provider=aks)
NS = "nextcloud"
VOLUMES = {"files": "6Ti", "previews": "1Ti"}
REPOSITORY = "gs:acme-nextcloud-us-central1:/restic"

for volume, _size in VOLUMES.items():
    secret = k8s.core.v1.Secret(
        f"restic-{volume}",
        metadata={"name": f"restic-{volume}", "namespace": NS},
        string_data={
            "RESTIC_REPOSITORY": f"{REPOSITORY}/{volume}",
            "RESTIC_PASSWORD": pulumi.Output.secret("x"),
            "GOOGLE_PROJECT_ID": "vision",
        },
        opts=opts,
    )
    k8s.apiextensions.CustomResource(
        f"{volume}-source",
        api_version="volsync.backube/v1alpha1",
        kind="ReplicationSource",
        metadata={"name": volume, "namespace": NS},
        spec={
            "sourcePVC": f"nextcloud-{volume}",
            "trigger": {"schedule": "0 * * * *"},
            "restic": {
                "repository": secret.metadata["name"],
                "copyMethod": "Snapshot",
                "cacheCapacity": "40Gi",
                "retain": {"hourly": 24, "daily": 14},
                "volumeSnapshotClassName": "azuredisk",
            },
        },
        opts=opts,
    )
