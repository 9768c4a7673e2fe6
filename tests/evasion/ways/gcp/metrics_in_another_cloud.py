"""Metrics of a cluster are kept in a bucket of AWS, by a text inside a chart's values.

Answer: cross-region-transfer fail thanos
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

cluster = gcp.container.Cluster("cluster", location="us-central1", enable_autopilot=True)
inside = k8s.Provider("inside", kubeconfig=cluster.endpoint.apply(lambda it: f"server: {it}"))
k8s.helm.v3.Release(
    "thanos",
    chart="thanos",
    values={"objstoreConfig": "type: S3\nconfig:\n  bucket: vision-metrics\n  endpoint: s3.us-east-1.amazonaws.com\n"},
    opts=pulumi.ResourceOptions(provider=inside),
)
