"""Loki on AKS, with the chunks in the bucket the whole company already uses.

Loki in an AKS cluster in East US stores all its log chunks in an S3 bucket in AWS us-west-2 (Helm values): Azure egress to AWS,
and back at query time.
"""

import pulumi
import pulumi_kubernetes as k8s
from pulumi_azure_native import containerservice, resources

rg = resources.ResourceGroup("obs", location="eastus")
cluster = containerservice.ManagedCluster(
    "obs",
    resource_group_name=rg.name,
    location="eastus",
    dns_prefix="obs",
    identity={"type": "SystemAssigned"},
    agent_pool_profiles=[{"name": "default", "mode": "System", "count": 12, "vm_size": "Standard_E8s_v5"}],
)
provider = k8s.Provider("obs", context="obs-eastus", opts=pulumi.ResourceOptions(depends_on=[cluster]))

k8s.helm.v3.Release(
    "loki",
    chart="loki",
    version="6.16.0",
    namespace="loki",
    create_namespace=True,
    repository_opts={"repo": "https://grafana.github.io/helm-charts"},
    values={
        "deploymentMode": "Distributed",
        "loki": {
            "storage": {
                "type": "s3",
                "bucketNames": {"chunks": "acme-loki-chunks", "ruler": "acme-loki-ruler", "admin": "acme-loki-admin"},
                "s3": {"region": "us-west-2", "s3ForcePathStyle": False},
            },
            "limits_config": {"ingestion_rate_mb": 512, "retention_period": "2160h"},
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
        },
        "ingester": {"replicas": 12},
        "minio": {"enabled": False},
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
