"""Argo CD application: Loki with its chunks in object storage.

Loki writers and readers on us-east-1 nodes store and fetch all log chunks in an S3 bucket in ap-southeast-2 (values inside an Argo CD
Application).
"""

import json

import pulumi
import pulumi_kubernetes as k8s

LOKI = {
    "deploymentMode": "SimpleScalable",
    "loki": {
        "auth_enabled": False,
        "schemaConfig": {
            "configs": [
                {
                    "from": "2024-04-01",
                    "store": "tsdb",
                    "object_store": "s3",
                    "schema": "v13",
                    "index": {"prefix": "loki_", "period": "24h"},
                }
            ]
        },
        "storage": {
            "type": "s3",
            "bucketNames": {"chunks": "acme-loki-chunks", "ruler": "acme-loki-ruler"},
            "s3": {"region": "ap-southeast-2", "endpoint": "s3.ap-southeast-2.amazonaws.com"},
        },
    },
    "write": {"replicas": 6, "nodeSelector": {"topology.kubernetes.io/region": "us-east-1"}},
    "read": {"replicas": 6, "nodeSelector": {"topology.kubernetes.io/region": "us-east-1"}},
}

argocd = k8s.Provider("argocd", context="arn:aws:eks:us-east-1:111122223333:cluster/platform")

k8s.apiextensions.CustomResource(
    "loki",
    api_version="argoproj.io/v1alpha1",
    kind="Application",
    metadata={"name": "loki", "namespace": "argocd"},
    spec={
        "project": "observability",
        "source": {
            "repoURL": "https://grafana.github.io/helm-charts",
            "chart": "loki",
            "targetRevision": "6.7.1",
            "helm": {"values": json.dumps(LOKI)},
        },
        "destination": {"server": "https://kubernetes.default.svc", "namespace": "loki"},
        "syncPolicy": {"automated": {"prune": True, "selfHeal": True}},
    },
    opts=pulumi.ResourceOptions(provider=argocd),
)
