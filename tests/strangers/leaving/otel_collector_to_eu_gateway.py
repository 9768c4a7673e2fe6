"""Telemetry agents on every node of the US cluster, sending to our Grafana Cloud stack.

Every node's traces, metrics and logs in the us-east1 GKE cluster are exported over OTLP to Grafana Cloud's prod-eu-west-2 gateway
in Europe by an OpenTelemetry collector DaemonSet.
"""

import json

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

cluster = gcp.container.Cluster(
    "web", name="web", location="us-east1", initial_node_count=40, deletion_protection=False
)
opts = pulumi.ResourceOptions(provider=k8s.Provider("web", context="gke_vision_us-east1_web"), depends_on=[cluster])

pipeline = {"receivers": ["otlp", "filelog"], "processors": ["batch"], "exporters": ["otlphttp/grafana"]}
config = {
    "receivers": {
        "otlp": {"protocols": {"grpc": {"endpoint": "0.0.0.0:4317"}}},
        "filelog": {"include": ["/var/log/pods/*/*/*.log"]},
    },
    "processors": {"batch": {"send_batch_size": 8192}},
    "exporters": {
        "otlphttp/grafana": {
            "endpoint": "https://otlp-gateway-prod-eu-west-2.grafana.net/otlp",
            "headers": {"Authorization": "Basic ${env:GRAFANA_TOKEN}"},
        }
    },
    "service": {
        "pipelines": {
            "traces": {**pipeline, "receivers": ["otlp"]},
            "metrics": {**pipeline, "receivers": ["otlp"]},
            "logs": pipeline,
        }
    },
}

cm = k8s.core.v1.ConfigMap(
    "otel-agent-config",
    metadata={"name": "otel-agent", "namespace": "telemetry"},
    data={"config.yaml": json.dumps(config)},
    opts=opts,
)

labels = {"app": "otel-agent"}
k8s.apps.v1.DaemonSet(
    "otel-agent",
    metadata={"name": "otel-agent", "namespace": "telemetry"},
    spec={
        "selector": {"match_labels": labels},
        "template": {
            "metadata": {"labels": labels},
            "spec": {
                "containers": [
                    {
                        "name": "otelcol",
                        "image": "otel/opentelemetry-collector-contrib:0.110.0",
                        "args": ["--config=/etc/otel/config.yaml"],
                        "env_from": [{"secret_ref": {"name": "grafana-token"}}],
                        "volume_mounts": [
                            {"name": "config", "mount_path": "/etc/otel"},
                            {"name": "logs", "mount_path": "/var/log", "read_only": True},
                        ],
                    }
                ],
                "volumes": [
                    {"name": "config", "config_map": {"name": "otel-agent"}},
                    {"name": "logs", "host_path": {"path": "/var/log"}},
                ],
            },
        },
    },
    opts=opts,
)
