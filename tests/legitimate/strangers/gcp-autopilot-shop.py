"""The shop on GKE Autopilot: three small deployments with bounded autoscalers."""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

REGION = "us-central1"
APPS = {
    "web": {"image": "web:3.2", "cpu": "250m", "memory": "512Mi", "max": 4},
    "basket": {"image": "basket:1.19", "cpu": "250m", "memory": "512Mi", "max": 3},
    "mailer": {"image": "mailer:0.8", "cpu": "100m", "memory": "256Mi", "max": 1},
}

cluster = gcp.container.Cluster(
    "shop",
    name="shop",
    location=REGION,
    enable_autopilot=True,
    deletion_protection=False,
    release_channel={"channel": "REGULAR"},
)


def kubeconfig(args) -> str:
    name, endpoint, auth = args
    ca = (
        (auth or {}).get("cluster_ca_certificate", "")
        if isinstance(auth, dict)
        else auth.cluster_ca_certificate
        if auth
        else ""
    )
    return f"""apiVersion: v1
kind: Config
current-context: {name}
clusters:
- name: {name}
  cluster: {{server: "https://{endpoint}", certificate-authority-data: "{ca}"}}
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


config_text = pulumi.Output.all(cluster.name, cluster.endpoint, cluster.master_auth).apply(kubeconfig)
provider = k8s.Provider("shop", kubeconfig=pulumi.Output.secret(config_text))
opts = pulumi.ResourceOptions(provider=provider)
namespace = k8s.core.v1.Namespace("shop", metadata={"name": "shop"}, opts=opts)

for name, app in APPS.items():
    labels = {"app": name}
    meta = {"name": name, "namespace": "shop"}
    k8s.apps.v1.Deployment(
        name,
        metadata=meta,
        spec={
            "replicas": 1,
            "selector": {"match_labels": labels},
            "template": {
                "metadata": {"labels": labels},
                "spec": {
                    "containers": [
                        {
                            "name": name,
                            "image": f"us-central1-docker.pkg.dev/vision/shop/{app['image']}",
                            "ports": [{"container_port": 8080}],
                            "resources": {
                                "requests": {"cpu": app["cpu"], "memory": app["memory"]},
                                "limits": {"cpu": app["cpu"], "memory": app["memory"]},
                            },
                        }
                    ]
                },
            },
        },
        opts=pulumi.ResourceOptions(provider=provider, depends_on=[namespace]),
    )
    k8s.core.v1.Service(
        name,
        metadata=meta,
        spec={
            "selector": labels,
            "ports": [{"port": 80, "target_port": 8080}],
            "type": "LoadBalancer" if name == "web" else "ClusterIP",
        },
        opts=opts,
    )
    if app["max"] > 1:
        k8s.autoscaling.v2.HorizontalPodAutoscaler(
            name,
            metadata=meta,
            spec={
                "scale_target_ref": {"api_version": "apps/v1", "kind": "Deployment", "name": name},
                "min_replicas": 1,
                "max_replicas": app["max"],
                "metrics": [
                    {
                        "type": "Resource",
                        "resource": {"name": "cpu", "target": {"type": "Utilization", "average_utilization": 70}},
                    }
                ],
            },
            opts=opts,
        )
pulumi.export("cluster", cluster.name)
