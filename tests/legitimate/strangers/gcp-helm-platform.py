"""The platform cluster: Argo CD, Grafana, KEDA and external-dns with ordinary values on a small GKE pool."""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

zone = "us-central1-a"
cluster = gcp.container.Cluster(
    "platform",
    location=zone,
    initial_node_count=1,
    remove_default_node_pool=True,
    deletion_protection=False,
    workload_identity_config={"workload_pool": "vision.svc.id.goog"},
)
pool = gcp.container.NodePool(
    "platform",
    cluster=cluster.id,
    location=zone,
    initial_node_count=1,
    autoscaling={"total_min_node_count": 1, "total_max_node_count": 3, "location_policy": "BALANCED"},
    node_config={
        "machine_type": "e2-standard-4",
        "disk_size_gb": 60,
        "disk_type": "pd-balanced",
        "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
    },
)

stack = pulumi.StackReference("tessellate/kubeconfigs/platform")
provider = k8s.Provider("platform", kubeconfig=stack.get_output("kubeconfig"))

CHARTS = {
    "argo-cd": {
        "repo": "https://argoproj.github.io/argo-helm",
        "version": "7.7.11",
        "namespace": "argocd",
        "values": {
            "configs": {"params": {"server.insecure": True}},
            "dex": {"enabled": False},
            "server": {"replicas": 1},
            "repoServer": {"autoscaling": {"enabled": True, "minReplicas": 1, "maxReplicas": 2}},
        },
    },
    "grafana": {
        "repo": "https://grafana.github.io/helm-charts",
        "version": "8.8.2",
        "namespace": "monitoring",
        "values": {
            "persistence": {"enabled": True, "size": "10Gi"},
            "resources": {"requests": {"cpu": "100m", "memory": "256Mi"}},
            "grafana.ini": {"server": {"root_url": "https://grafana.tessellate.dev"}},
            "datasources": {
                "datasources.yaml": {
                    "apiVersion": 1,
                    "datasources": [
                        {"name": "Cloud Monitoring", "type": "stackdriver", "jsonData": {"authenticationType": "gce"}}
                    ],
                }
            },
        },
    },
    "keda": {
        "repo": "https://kedacore.github.io/charts",
        "version": "2.16.1",
        "namespace": "keda",
        "values": {"operator": {"replicaCount": 1}, "prometheus": {"operator": {"enabled": True}}},
    },
    "external-dns": {
        "repo": "https://kubernetes-sigs.github.io/external-dns",
        "version": "1.15.0",
        "namespace": "external-dns",
        "values": {
            "provider": {"name": "google"},
            "domainFilters": ["tessellate.dev"],
            "policy": "upsert-only",
            "extraArgs": ["--google-project=vision"],
        },
    },
}
releases = {}
for name, chart in CHARTS.items():
    releases[name] = k8s.helm.v3.Release(
        name,
        name=name,
        chart=name,
        version=chart["version"],
        namespace=chart["namespace"],
        create_namespace=True,
        timeout=600,
        repository_opts={"repo": chart["repo"]},
        values=chart["values"],
        opts=pulumi.ResourceOptions(provider=provider, depends_on=[pool]),
    )

pulumi.export("charts", {name: chart["version"] for name, chart in CHARTS.items()})
