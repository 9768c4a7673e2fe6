"""Stand-by of the orders Postgres on our Belgian GKE cluster, fed from the primary's S3 archive.

A CloudNativePG replica cluster on GKE in europe-west1 is bootstrapped from, and continuously fed with WAL of, the orders primary
through an S3 bucket in AWS us-east-1: AWS egress to Google Cloud.
"""

import pulumi
import pulumi_kubernetes as k8s

belgium = k8s.Provider("belgium", context="gke_vision_europe-west1_dr", namespace="orders")

ORIGIN = "orders-us"

k8s.apiextensions.CustomResource(
    "orders-dr",
    api_version="postgresql.cnpg.io/v1",
    kind="Cluster",
    metadata={"name": "orders-dr"},
    spec={
        "instances": 2,
        "imageName": "ghcr.io/cloudnative-pg/postgresql:16.4",
        "storage": {"size": "4Ti", "storageClass": "premium-rwo"},
        "bootstrap": {"recovery": {"source": ORIGIN}},
        "replica": {"enabled": True, "source": ORIGIN},
        "externalClusters": [
            {
                "name": ORIGIN,
                "barmanObjectStore": {
                    "destinationPath": "s3://acme-orders-wal-us-east-1/cnpg",
                    "endpointURL": "https://s3.us-east-1.amazonaws.com",
                    "s3Credentials": {
                        "accessKeyId": {"name": "orders-s3", "key": "ACCESS_KEY_ID"},
                        "secretAccessKey": {"name": "orders-s3", "key": "ACCESS_SECRET_KEY"},
                    },
                    "wal": {"maxParallel": 8},
                },
            }
        ],
    },
    opts=pulumi.ResourceOptions(provider=belgium),
)
