"""Type tokens of pulumi-gcp that several readers look for."""

from __future__ import annotations

from typing import Final

ADDRESS: Final = "gcp:compute/address:Address"
AUTOSCALERS: Final = ("gcp:compute/autoscaler:Autoscaler", "gcp:compute/regionAutoscaler:RegionAutoscaler")
BUCKETS: Final = ("gcp:storage/bucket:Bucket",)
CLUSTER: Final = "gcp:container/cluster:Cluster"
COLAB_TEMPLATE: Final = "gcp:colab/runtimeTemplate:RuntimeTemplate"
DISKS: Final = ("gcp:compute/disk:Disk", "gcp:compute/regionDisk:RegionDisk")
FILESTORE: Final = "gcp:filestore/instance:Instance"
GROUPS: Final = (
    "gcp:compute/instanceGroupManager:InstanceGroupManager",
    "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
)
INSTANCE: Final = "gcp:compute/instance:Instance"
INSTANCE_FROM_TEMPLATE: Final = "gcp:compute/instanceFromTemplate:InstanceFromTemplate"
NODE_POOL: Final = "gcp:container/nodePool:NodePool"
RESOURCE_POLICY: Final = "gcp:compute/resourcePolicy:ResourcePolicy"
SERVICE_ACCOUNT: Final = "gcp:serviceaccount/account:Account"
TEMPLATES: Final = (
    "gcp:compute/instanceTemplate:InstanceTemplate",
    "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
)
WORKBENCH: Final = "gcp:workbench/instance:Instance"
