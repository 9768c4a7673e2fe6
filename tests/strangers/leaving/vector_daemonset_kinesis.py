"""Vector agents on the Madrid cluster ship every container log to the Oregon data platform.

The Vector DaemonSet on GKE europe-southwest1 ships all container logs uncompressed to a Kinesis stream in AWS us-west-2.
"""

import pulumi
import pulumi_kubernetes as k8s

madrid = k8s.Provider("madrid", context="gke_vision_europe-southwest1_shop")
opts = pulumi.ResourceOptions(provider=madrid)

VECTOR = """
[sources.pods]
type = "kubernetes_logs"

[transforms.tag]
type = "remap"
inputs = ["pods"]
source = '.cluster = "shop-madrid"'

[sinks.platform]
type = "aws_kinesis_streams"
inputs = ["tag"]
stream_name = "container-logs"
region = "us-west-2"
compression = "none"
encoding.codec = "json"
"""

config = k8s.core.v1.ConfigMap(
    "vector", metadata={"name": "vector", "namespace": "logging"}, data={"vector.toml": VECTOR}, opts=opts
)
labels = {"app": "vector"}
k8s.apps.v1.DaemonSet(
    "vector-agent",
    metadata={"name": "vector", "namespace": "logging"},
    spec={
        "selector": {"matchLabels": labels},
        "template": {
            "metadata": {"labels": labels},
            "spec": {
                "serviceAccountName": "vector",
                "containers": [
                    {
                        "name": "vector",
                        "image": "timberio/vector:0.39.0-distroless-libc",
                        "args": ["--config", "/etc/vector/vector.toml"],
                        "volumeMounts": [
                            {"name": "config", "mountPath": "/etc/vector"},
                            {"name": "logs", "mountPath": "/var/log", "readOnly": True},
                        ],
                    }
                ],
                "volumes": [
                    {"name": "config", "configMap": {"name": config.metadata.name}},
                    {"name": "logs", "hostPath": {"path": "/var/log"}},
                ],
            },
        },
    },
    opts=opts,
)
