"""RDMA cluster network on Oracle Cloud for the vision pretraining.

OCI cluster network with an instance pool of 10 BM.GPU.H100.8 bare metal hosts (80 H100).
"""

import pulumi

cfg = pulumi.Config()
compartment = cfg.get("compartment") or "ocid1.compartment.oc1..aaaaaaaavision"
subnet = cfg.get("subnet") or "ocid1.subnet.oc1.iad.aaaaaaaatrain"

configuration = pulumi.CustomResource(
    "oci:Core/instanceConfiguration:InstanceConfiguration",
    "h100-node",
    {
        "compartmentId": compartment,
        "displayName": "h100-node",
        "instanceDetails": {
            "instanceType": "compute",
            "launchDetails": {
                "compartmentId": compartment,
                "shape": "BM.GPU.H100.8",
                "sourceDetails": {
                    "sourceType": "image",
                    "imageId": "ocid1.image.oc1.iad.aaaaaaaagpuol8",
                    "bootVolumeSizeInGbs": "500",
                },
                "createVnicDetails": {"subnetId": subnet, "assignPublicIp": False},
            },
        },
    },
)
network = pulumi.CustomResource(
    "oci:Core/clusterNetwork:ClusterNetwork",
    "rdma-pool",
    {
        "compartmentId": compartment,
        "displayName": "pretrain-rdma",
        "instancePools": [{"instanceConfigurationId": configuration.id, "size": 10, "displayName": "pretrain"}],
        "placementConfiguration": {
            "availabilityDomain": "Uocm:US-ASHBURN-AD-1",
            "primarySubnetId": subnet,
        },
    },
)
pulumi.export("clusterNetwork", network.id)
