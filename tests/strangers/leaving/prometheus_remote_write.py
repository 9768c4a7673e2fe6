"""kube-prometheus-stack on GKE, writing to the central Prometheus workspace.

Prometheus on a GKE cluster in us-central1 remote-writes all its metrics to an Amazon Managed Prometheus workspace in ap-southeast-1.
"""

import pulumi
import pulumi_gcp as gcp
from pulumi_kubernetes import Provider
from pulumi_kubernetes.core.v1 import Namespace
from pulumi_kubernetes.helm.v4 import Chart, RepositoryOptsArgs

config = pulumi.Config()

cluster = gcp.container.Cluster("serving", name="serving", location="us-central1", enable_autopilot=True)
provider = Provider(
    "serving-k8s", kubeconfig=config.get("kubeconfig") or "{}", opts=pulumi.ResourceOptions(depends_on=[cluster])
)
opts = pulumi.ResourceOptions(provider=provider)

ns = Namespace("monitoring-ns", metadata={"name": "monitoring"}, opts=opts)

WORKSPACE = "ws-2f1d6c0a-53e1-4f0a-9b7e-77d3b9a1c0de"
REMOTE_WRITE = f"https://aps-workspaces.ap-southeast-1.amazonaws.com/workspaces/{WORKSPACE}/api/v1/remote_write"

Chart(
    "monitoring",
    chart="kube-prometheus-stack",
    version="65.5.0",
    namespace=ns.metadata.name,
    repository_opts=RepositoryOptsArgs(repo="https://prometheus-community.github.io/helm-charts"),
    values={
        "grafana": {"enabled": False},
        "prometheus": {
            "prometheusSpec": {
                "retention": "6h",
                "externalLabels": {"cluster": "serving"},
                "remoteWrite": [
                    {
                        "url": REMOTE_WRITE,
                        "sigv4": {
                            "region": "ap-southeast-1",
                            "accessKey": {"name": "amp-writer", "key": "access-key"},
                            "secretKey": {"name": "amp-writer", "key": "secret-key"},
                        },
                        "queueConfig": {"maxSamplesPerSend": 2000, "maxShards": 100},
                    }
                ],
            }
        },
    },
    opts=opts,
)
