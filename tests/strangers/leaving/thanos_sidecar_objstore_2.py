"""Prometheus operator with the Thanos sidecar uploading blocks to object storage.

Thanos sidecars of twelve Prometheus pods on AKS mexicocentral upload all metric blocks to an S3 bucket in AWS eu-west-2.
"""

import pulumi
import pulumi_kubernetes as k8s
import yaml

objstore = yaml.safe_dump(
    {
        "type": "S3",
        "config": {"bucket": "acme-thanos", "endpoint": "s3.eu-west-2.amazonaws.com", "region": "eu-west-2"},
    }
)

mexico = k8s.Provider("mexico", context="aks-retail-mexicocentral")
opts = pulumi.ResourceOptions(provider=mexico)

secret = k8s.core.v1.Secret(
    "thanos-objstore",
    metadata={"name": "thanos-objstore", "namespace": "monitoring"},
    string_data={"objstore.yml": objstore},
    opts=opts,
)
k8s.apiextensions.CustomResource(
    "prometheus",
    api_version="monitoring.coreos.com/v1",
    kind="Prometheus",
    metadata={"name": "k8s", "namespace": "monitoring"},
    spec={
        "replicas": 2,
        "shards": 6,
        "retention": "12h",
        "serviceMonitorSelector": {},
        "thanos": {
            "image": "quay.io/thanos/thanos:v0.35.1",
            "objectStorageConfig": {"name": secret.metadata["name"], "key": "objstore.yml"},
        },
        "storage": {"volumeClaimTemplate": {"spec": {"resources": {"requests": {"storage": "500Gi"}}}}},
    },
    opts=opts,
)
