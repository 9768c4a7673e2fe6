"""Config Connector: the storage transfer job is managed from the ops cluster.

A Config Connector StorageTransferJob copies X-ray images nightly from a bucket in europe-west8 to one in us-central1.
"""

import pulumi_kubernetes as k8s

ANNOTATIONS = {"cnrm.cloud.google.com/project-id": "vision"}
STORAGE = "storage.cnrm.cloud.google.com/v1beta1"
BUCKETS = [("vision-xray-milan", "EUROPE-WEST8"), ("vision-xray-iowa", "US-CENTRAL1")]

for name, location in BUCKETS:
    k8s.apiextensions.CustomResource(
        name,
        api_version=STORAGE,
        kind="StorageBucket",
        metadata={"name": name, "namespace": "cnrm", "annotations": ANNOTATIONS},
        spec={"location": location, "uniformBucketLevelAccess": True},
    )

(src, _), (dst, _) = BUCKETS
k8s.apiextensions.CustomResource(
    "xray-nightly",
    api_version="storagetransfer.cnrm.cloud.google.com/v1beta1",
    kind="StorageTransferJob",
    metadata={"name": "xray-nightly", "namespace": "cnrm", "annotations": ANNOTATIONS},
    spec={
        "description": "X-ray images for training",
        "status": "ENABLED",
        "schedule": {
            "scheduleStartDate": {"year": 2025, "month": 1, "day": 1},
            "startTimeOfDay": {"hours": 3, "minutes": 0, "seconds": 0, "nanos": 0},
        },
        "transferSpec": {
            "gcsDataSource": {"bucketRef": {"name": src}},
            "gcsDataSink": {"bucketRef": {"name": dst}},
            "transferOptions": {"deleteObjectsUniqueInSink": False},
        },
    },
)
