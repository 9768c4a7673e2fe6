"""Milvus on the Toronto AKS cluster; segments are stored in the Belgian GCS bucket.

Milvus on AKS canadacentral writes and loads all its vector segments and indexes from a GCS bucket in europe-west1.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

segments = gcp.storage.Bucket("milvus", name="acme-milvus-segments", location="EUROPE-WEST1")
toronto = k8s.Provider("toronto", context="aks-search-canadacentral")

milvus = k8s.apiextensions.CustomResource(
    "similar-images",
    api_version="milvus.io/v1beta1",
    kind="Milvus",
    metadata={"name": "similar-images", "namespace": "milvus"},
    spec={
        "mode": "cluster",
        "components": {"queryNode": {"replicas": 8}, "dataNode": {"replicas": 4}, "indexNode": {"replicas": 6}},
        "dependencies": {
            "storage": {
                "external": True,
                "type": "S3",
                "endpoint": "storage.googleapis.com:443",
                "secretRef": "gcs-hmac",
            },
        },
        "config": {
            "minio": {
                "bucketName": segments.name,
                "rootPath": "similar-images",
                "useSSL": True,
                "cloudProvider": "gcp",
                "region": "europe-west1",
            },
        },
    },
    opts=pulumi.ResourceOptions(provider=toronto),
)
