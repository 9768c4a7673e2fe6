"""Nightly MongoDB dump from the EKS cluster to the Google bucket of the holding.

A nightly CronJob on EKS us-east-1 streams a full mongodump (1.5 TB) to a Google Cloud Storage bucket in europe-west1 through
gsutil: AWS egress to Google Cloud.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

dumps = gcp.storage.Bucket(
    "mongo-dumps",
    name="holding-mongo-dumps",
    location="europe-west1",
    storage_class="NEARLINE",
    uniform_bucket_level_access=True,
)

eks = k8s.Provider("eks", context="arn:aws:eks:us-east-1:111122223333:cluster/shop")

script = dumps.name.apply(
    lambda bucket: (
        "set -euo pipefail; "
        'mongodump --uri="$MONGO_URI" --readPreference=secondary --gzip --archive '
        f"| gsutil -o GSUtil:parallel_composite_upload_threshold=150M cp - gs://{bucket}/shop/$(date +%F).archive.gz"
    )
)

k8s.batch.v1.CronJob(
    "mongodump",
    metadata={"name": "mongodump", "namespace": "shop", "annotations": {"acme.io/size": "1.5TB gzipped"}},
    spec={
        "schedule": "0 3 * * *",
        "concurrency_policy": "Forbid",
        "job_template": {
            "spec": {
                "backoff_limit": 1,
                "template": {
                    "spec": {
                        "restart_policy": "Never",
                        "containers": [
                            {
                                "name": "dump",
                                "image": "ghcr.io/acme/mongo-gsutil:7.0",
                                "command": ["bash", "-c", script],
                                "env": [
                                    {
                                        "name": "MONGO_URI",
                                        "value_from": {"secret_key_ref": {"name": "mongo", "key": "uri"}},
                                    }
                                ],
                            }
                        ],
                    }
                },
            }
        },
    },
    opts=pulumi.ResourceOptions(provider=eks),
)
