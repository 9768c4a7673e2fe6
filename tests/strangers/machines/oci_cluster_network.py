"""RDMA cluster network on Oracle Cloud.

An OCI cluster network with a pool of 16 BM.GPU.H100.8 (128 H100).
"""

import pulumi

COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexample"
SUBNET = "ocid1.subnet.oc1.iad.aaaaaaaaexample"

config = pulumi.CustomResource(
    "oci:Core/instanceConfiguration:InstanceConfiguration",
    "h100",
    {
        "compartmentId": COMPARTMENT,
        "displayName": "h100",
        "instanceDetails": {
            "instanceType": "compute",
            "launchDetails": {
                "compartmentId": COMPARTMENT,
                "availabilityDomain": "Uocm:US-ASHBURN-AD-1",
                "shape": "BM.GPU.H100.8",
                "sourceDetails": {"sourceType": "image", "imageId": "ocid1.image.oc1.iad.aaaaaaaahpc"},
                "createVnicDetails": {"subnetId": SUBNET},
            },
        },
    },
)

network = pulumi.CustomResource(
    "oci:Core/clusterNetwork:ClusterNetwork",
    "train",
    {
        "compartmentId": COMPARTMENT,
        "displayName": "train",
        "instancePools": [{"instanceConfigurationId": config.id, "size": 16, "displayName": "train"}],
        "placementConfiguration": {"availabilityDomain": "Uocm:US-ASHBURN-AD-1", "primarySubnetId": SUBNET},
    },
)

pulumi.export("network", network.id)
