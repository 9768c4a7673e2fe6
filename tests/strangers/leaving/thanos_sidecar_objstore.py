"""Prometheus with a Thanos sidecar; long-term blocks are kept in the group's Frankfurt bucket.

Prometheus in a GKE cluster in us-central1 uploads all its TSDB blocks through the Thanos sidecar to an S3 bucket in eu-central-1
(objstore secret): Google egress to AWS.
"""

import pulumi
import pulumi_kubernetes as k8s

gke = pulumi.ResourceOptions(provider=k8s.Provider("gke", context="gke_vision_us-central1_prod"))

OBJSTORE = """\
type: S3
config:
  bucket: group-metrics-longterm
  endpoint: s3.eu-central-1.amazonaws.com
  region: eu-central-1
"""

secret = k8s.core.v1.Secret(
    "thanos-objstore",
    metadata={"name": "thanos-objstore", "namespace": "monitoring"},
    string_data={"objstore.yml": OBJSTORE},
    opts=gke,
)

k8s.apiextensions.CustomResource(
    "prometheus",
    api_version="monitoring.coreos.com/v1",
    kind="Prometheus",
    metadata={"name": "main", "namespace": "monitoring"},
    spec={
        "replicas": 2,
        "shards": 6,
        "retention": "6h",
        "scrapeInterval": "15s",
        "serviceMonitorSelector": {},
        "podMonitorSelector": {},
        "thanos": {
            "image": "quay.io/thanos/thanos:v0.36.1",
            "objectStorageConfig": {"name": "thanos-objstore", "key": "objstore.yml"},
        },
    },
    opts=gke,
)
