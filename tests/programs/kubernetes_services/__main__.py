"""Manifests as dicts and as classes, custom resources, a chart."""

import pulumi
import pulumi_kubernetes as kubernetes

namespace = kubernetes.core.v1.Namespace("train", metadata={"name": "train", "labels": {"team": "vision"}})
kubernetes.apps.v1.Deployment(
    "web",
    metadata={"namespace": namespace.metadata["name"]},
    spec={
        "replicas": 2,
        "selector": {"matchLabels": {"app": "web"}},
        "template": {
            "metadata": {"labels": {"app": "web"}, "annotations": {"port": "80"}},
            "spec": {
                "containers": [
                    {
                        "name": "web",
                        "image": "nginx",
                        "ports": [{"containerPort": 80}],
                        "env": [
                            {"name": "A", "value": "b"},
                            {"name": "S", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
                        ],
                        "resources": {"limits": {"nvidia.com/gpu": 1, "memory": "2Gi"}, "requests": {"cpu": "500m"}},
                        "readinessProbe": {"httpGet": {"path": "/", "port": "http"}},
                        "livenessProbe": {"tcpSocket": {"port": 80}},
                    }
                ],
                "nodeSelector": {"pool": "gpu"},
                "tolerations": [{"key": "gpu", "operator": "Exists"}],
                "volumes": [{"name": "tmp", "emptyDir": {}}],
            },
        },
    },
)
kubernetes.core.v1.Service(
    "web",
    spec=kubernetes.core.v1.ServiceSpecArgs(
        type="LoadBalancer",
        selector={"app": "web"},
        ports=[kubernetes.core.v1.ServicePortArgs(port=80, target_port=8080)],
    ),
)
kubernetes.core.v1.Service("named", spec={"ports": [{"port": 80, "targetPort": "http"}], "selector": {"app": "web"}})
kubernetes.batch.v1.Job(
    "train",
    spec={
        "backoff_limit": 0,
        "template": {"spec": {"restart_policy": "Never", "containers": [{"name": "train", "image": "x"}]}},
    },
)
kubernetes.core.v1.ConfigMap("settings", data={"a": "b"}, immutable=True)
kubernetes.core.v1.Secret("key", string_data={"key": pulumi.Output.secret("x")}, type="Opaque")
kubernetes.rbac.v1.ClusterRole("read", rules=[{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}])
kubernetes.networking.v1.Ingress(
    "web",
    spec={
        "rules": [
            {
                "http": {
                    "paths": [
                        {
                            "path": "/",
                            "pathType": "Prefix",
                            "backend": {"service": {"name": "web", "port": {"number": 80}}},
                        }
                    ]
                }
            }
        ]
    },
)
kubernetes.apiextensions.CustomResource(
    "pool", api_version="karpenter.sh/v1", kind="NodePool", spec={"limits": {"nvidia.com/gpu": 8}, "anything": [1, "a"]}
)
kubernetes.helm.v3.Release(
    "operator",
    chart="gpu-operator",
    repository_opts={"repo": "https://example.com"},
    values={"a": {"b": [1]}, "c": None},
)
provider = kubernetes.Provider("other", kubeconfig="{}", namespace="other", helm_release_settings={"driver": "secret"})
kubernetes.core.v1.Pod(
    "pod",
    spec={
        "containers": [
            {"name": "a", "image": "b", "securityContext": {"runAsUser": 1000, "capabilities": {"drop": ["ALL"]}}}
        ]
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
