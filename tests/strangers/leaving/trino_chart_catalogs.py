"""Trino on the Dallas AKS cluster, querying warehouses where they happen to be.

A 24-worker Trino on Azure southcentralus scans Iceberg tables in S3 and a Postgres on RDS, both in AWS eu-west-1.
"""

import textwrap

import pulumi
import pulumi_kubernetes as k8s

aks = k8s.Provider("aks", context="aks-analytics-southcentralus")

catalogs = {
    "lake_eu": """
        connector.name=iceberg
        iceberg.catalog.type=glue
        hive.metastore.glue.region=eu-west-1
        fs.native-s3.enabled=true
        s3.region=eu-west-1
        s3.endpoint=https://s3.eu-west-1.amazonaws.com
    """,
    "orders": """
        connector.name=postgresql
        connection-url=jdbc:postgresql://orders-ro.cx1.eu-west-1.rds.amazonaws.com:5432/orders
        connection-user=trino
    """,
}

k8s.helm.v4.Chart(
    "trino",
    chart="trino",
    namespace="trino",
    version="0.25.0",
    repository_opts={"repo": "https://trinodb.github.io/charts"},
    values={
        "server": {"workers": 24, "config": {"query": {"maxMemory": "800GB"}}},
        "nodeSelector": {"topology.kubernetes.io/region": "southcentralus"},
        "worker": {"jvm": {"maxHeapSize": "96G"}},
        "catalogs": {n: textwrap.dedent(c).strip() for n, c in catalogs.items()},
    },
    opts=pulumi.ResourceOptions(provider=aks),
)
