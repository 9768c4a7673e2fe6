"""NetApp volume for EDA tools; SnapMirror keeps the Dutch team's copy fresh.

An hourly NetApp SnapMirror copies a 16 TB NFS volume from us-central1 to europe-west4.
"""

import pulumi_gcp as gcp

HOME, AWAY = "us-central1", "europe-west4"


def pool(region):
    return gcp.netapp.StoragePool(
        f"eda-{region}",
        name=f"eda-{region}",
        location=region,
        service_level="PREMIUM",
        capacity_gib="20480",
        network="projects/vision/global/networks/eda",
    )


home, away = pool(HOME), pool(AWAY)
volume = gcp.netapp.Volume(
    "tapeouts",
    name="tapeouts",
    location=HOME,
    storage_pool=home.name,
    share_name="tapeouts",
    capacity_gib="16384",
    protocols=["NFSV3"],
)

gcp.netapp.VolumeReplication(
    "tapeouts-nl",
    name="tapeouts-nl",
    location=volume.location,
    volume_name=volume.name,
    replication_schedule="HOURLY",
    delete_destination_volume=True,
    destination_volume_parameters={
        "volume_id": "tapeouts-nl",
        "share_name": "tapeouts-nl",
        "storage_pool": away.id,
    },
)
