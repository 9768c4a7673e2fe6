"""Crossplane manages the AWS buckets; the replication rule is a claim of its own.

A Crossplane BucketReplicationConfiguration replicates all CAD models from a bucket in us-east-2 to one in ap-southeast-4.
"""

import pulumi
import pulumi_kubernetes as k8s

NAMES = {"primary": ("acme-cad-models", "us-east-2"), "replica": ("acme-cad-models-mel", "ap-southeast-4")}
API = "s3.aws.upbound.io/v1beta1"


def managed(name, kind, spec, **kw):
    return k8s.apiextensions.CustomResource(
        name,
        api_version=API,
        kind=kind,
        metadata={"name": name},
        spec={"providerConfigRef": {"name": "aws"}, **spec},
        **kw,
    )


buckets = {}
for role, (bucket, region) in NAMES.items():
    buckets[role] = managed(bucket, "Bucket", {"forProvider": {"region": region}})
    managed(
        f"{bucket}-versions",
        "BucketVersioning",
        {
            "forProvider": {
                "region": region,
                "bucketRef": {"name": bucket},
                "versioningConfiguration": [{"status": "Enabled"}],
            }
        },
    )

managed(
    "cad-to-melbourne",
    "BucketReplicationConfiguration",
    {
        "forProvider": {
            "region": "us-east-2",
            "bucketRef": {"name": "acme-cad-models"},
            "roleRef": {"name": "cad-replication"},
            "rule": [
                {
                    "id": "all",
                    "status": "Enabled",
                    "filter": [{"prefix": ""}],
                    "deleteMarkerReplication": [{"status": "Enabled"}],
                    "destination": [{"bucketRef": {"name": "acme-cad-models-mel"}, "storageClass": "STANDARD"}],
                }
            ],
        }
    },
    opts=pulumi.ResourceOptions(depends_on=list(buckets.values())),
)
