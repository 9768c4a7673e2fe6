"""Zonal GKE cluster for internal tools with an autoscaled pool and a chart."""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

cluster = gcp.container.Cluster(
    "tools",
    location="us-central1-a",
    initial_node_count=1,
    remove_default_node_pool=True,
    deletion_protection=False,
    release_channel={"channel": "STABLE"},
    workload_identity_config={"workload_pool": "vision.svc.id.goog"},
)
pool = gcp.container.NodePool(
    "tools-pool",
    cluster=cluster.name,
    location="us-central1-a",
    initial_node_count=1,
    autoscaling={"min_node_count": 1, "max_node_count": 4},
    management={"auto_repair": True, "auto_upgrade": True},
    node_config={
        "machine_type": "e2-standard-4",
        "disk_size_gb": 60,
        "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
    },
)
kubeconfig = pulumi.Output.all(cluster.name, cluster.endpoint).apply(
    lambda a: (
        f"""apiVersion: v1
kind: Config
clusters:
- name: {a[0]}
  cluster: {{server: "https://{a[1]}"}}
contexts:
- name: {a[0]}
  context: {{cluster: {a[0]}, user: {a[0]}}}
current-context: {a[0]}
users:
- name: {a[0]}
  user: {{exec: {{apiVersion: client.authentication.k8s.io/v1beta1, command: gke-gcloud-auth-plugin}}}}
"""
    )
)
provider = k8s.Provider("gke", kubeconfig=kubeconfig, opts=pulumi.ResourceOptions(depends_on=[pool]))
grafana = k8s.helm.v4.Chart(
    "grafana",
    chart="grafana",
    version="8.5.12",
    namespace="default",
    repository_opts={"repo": "https://grafana.github.io/helm-charts"},
    values={
        "persistence": {"enabled": True, "size": "10Gi"},
        "resources": {"limits": {"cpu": "500m", "memory": "512Mi"}},
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
app = k8s.apps.v1.Deployment(
    "wiki",
    spec={
        "replicas": 2,
        "selector": {"match_labels": {"app": "wiki"}},
        "template": {
            "metadata": {"labels": {"app": "wiki"}},
            "spec": {
                "containers": [
                    {
                        "name": "wiki",
                        "image": "requarks/wiki:2.5",
                        "resources": {"limits": {"cpu": "500m", "memory": "1Gi"}},
                    }
                ]
            },
        },
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
pulumi.export("cluster", cluster.name)
