"""Google Cloud NetApp Volumes: the speech corpus and its mirror for the Sydney lab.

The NetApp volume with the speech corpus in us-central1 is mirrored hourly to a storage pool in australia-southeast1 by NetApp
volume replication.
"""

import pulumi
import pulumi_gcp as gcp

network = "projects/vision/global/networks/default"

pool_us = gcp.netapp.StoragePool(
    "speech-us", location="us-central1", service_level="PREMIUM", capacity_gib="32768", network=network
)
pool_au = gcp.netapp.StoragePool(
    "speech-au", location="australia-southeast1", service_level="PREMIUM", capacity_gib="32768", network=network
)

corpus = gcp.netapp.Volume(
    "speech-corpus",
    location="us-central1",
    storage_pool=pool_us.name,
    capacity_gib="30720",
    share_name="speech",
    protocols=["NFSV3"],
)

gcp.netapp.VolumeReplication(
    "corpus-to-sydney",
    location="us-central1",
    volume_name=corpus.name,
    replication_schedule="HOURLY",
    destination_volume_parameters={
        "storage_pool": pool_au.id,
        "volume_id": "speech-corpus-replica",
        "share_name": "speech-replica",
    },
    opts=pulumi.ResourceOptions(depends_on=[pool_au]),
)
