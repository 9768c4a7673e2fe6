"""Seismic surveys on Oracle Cloud, replicated to Frankfurt.

Objects of the seismic bucket in OCI us-ashburn-1 are replicated to the bucket in eu-frankfurt-1 by an Object Storage replication policy.
"""

import pulumi

COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
NAMESPACE = "axacmesurveys"


class Provider(pulumi.ProviderResource):
    def __init__(self, name, region):
        super().__init__("oci", name, {"region": region})


ashburn = Provider("ashburn", "us-ashburn-1")
frankfurt = Provider("frankfurt", "eu-frankfurt-1")


def bucket(name, provider):
    return pulumi.CustomResource(
        "oci:ObjectStorage/bucket:Bucket",
        name,
        {
            "compartmentId": COMPARTMENT,
            "namespace": NAMESPACE,
            "name": name,
            "storageTier": "Standard",
            "versioning": "Disabled",
        },
        opts=pulumi.ResourceOptions(provider=provider),
    )


source = bucket("seismic-raw", ashburn)
copy = bucket("seismic-raw-copy", frankfurt)

policy = pulumi.CustomResource(
    "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
    "seismic-replication",
    {
        "namespace": NAMESPACE,
        "bucket": "seismic-raw",
        "name": "seismic-to-frankfurt",
        "destinationBucketName": "seismic-raw-copy",
        "destinationRegionName": "eu-frankfurt-1",
    },
    opts=pulumi.ResourceOptions(provider=ashburn, depends_on=[source, copy]),
)
pulumi.export("policy", policy.id)
