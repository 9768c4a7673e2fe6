"""Autopilot cluster with one L4 inference pod."""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

cluster = gcp.container.Cluster(
    "serving",
    location="us-central1",
    enable_autopilot=True,
    deletion_protection=False,
    release_channel=gcp.container.ClusterReleaseChannelArgs(channel="REGULAR"),
)


def kubeconfig(args):
    name, endpoint, ca = args
    return f"""apiVersion: v1
kind: Config
current-context: {name}
clusters:
- name: {name}
  cluster: {{server: "https://{endpoint}", certificate-authority-data: {ca}}}
contexts:
- name: {name}
  context: {{cluster: {name}, user: {name}}}
users:
- name: {name}
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: gke-gcloud-auth-plugin
      provideClusterInfo: true
"""


provider = k8s.Provider(
    "serving",
    kubeconfig=pulumi.Output.all(cluster.name, cluster.endpoint, cluster.master_auth.cluster_ca_certificate).apply(
        kubeconfig
    ),
)
opts = pulumi.ResourceOptions(provider=provider)
ns = k8s.core.v1.Namespace("ranker", metadata={"name": "ranker"}, opts=opts)
labels = {"app": "ranker"}
k8s.apps.v1.Deployment(
    "ranker",
    metadata={"namespace": ns.metadata.name, "name": "ranker"},
    spec={
        "replicas": 1,
        "strategy": {"type": "Recreate"},
        "selector": {"match_labels": labels},
        "template": {
            "metadata": {"labels": labels},
            "spec": {
                "node_selector": {
                    "cloud.google.com/gke-accelerator": "nvidia-l4",
                    "cloud.google.com/gke-accelerator-count": "1",
                },
                "containers": [
                    {
                        "name": "ranker",
                        "image": f"us-central1-docker.pkg.dev/{gcp.config.project}/serving/ranker:1.4.2",
                        "ports": [{"container_port": 8000}],
                        "resources": {
                            "requests": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"},
                            "limits": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"},
                        },
                        "readiness_probe": {"http_get": {"path": "/ready", "port": 8000}},
                    }
                ],
            },
        },
    },
    opts=opts,
)
k8s.core.v1.Service(
    "ranker",
    metadata={"namespace": ns.metadata.name, "name": "ranker"},
    spec={"selector": labels, "ports": [{"port": 80, "target_port": 8000}]},
    opts=opts,
)
pulumi.export("cluster", cluster.name)
