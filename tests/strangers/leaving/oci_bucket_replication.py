"""Oracle cloud: replicate the data pump dumps from Ashburn to Frankfurt.

An OCI replication policy copies database dumps from a bucket in us-ashburn-1 to one in eu-frankfurt-1.
"""

import pulumi

NAMESPACE = "axacmeprod"
COMPARTMENT = "ocid1.compartment.oc1..aaaaexample"


def bucket(name, region):
    provider = pulumi.ProviderResource("oci", f"oci-{region}", {"region": region})
    made = pulumi.CustomResource(
        "oci:ObjectStorage/bucket:Bucket",
        name,
        {
            "namespace": NAMESPACE,
            "compartmentId": COMPARTMENT,
            "name": name,
            "versioning": "Disabled",
        },
        pulumi.ResourceOptions(provider=provider),
    )
    return made, provider


dumps, ashburn = bucket("dumps", "us-ashburn-1")
mirror, frankfurt = bucket("dumps-mirror", "eu-frankfurt-1")

pulumi.CustomResource(
    "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
    "dumps-to-frankfurt",
    {
        "namespace": NAMESPACE,
        "bucket": "dumps",
        "name": "dumps-to-frankfurt",
        "destinationBucketName": "dumps-mirror",
        "destinationRegionName": "eu-frankfurt-1",
    },
    pulumi.ResourceOptions(provider=ashburn, depends_on=[dumps, mirror]),
)
