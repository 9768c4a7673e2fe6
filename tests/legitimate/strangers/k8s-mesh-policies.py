"""Service mesh of the shop cluster: Istio, strict mTLS, who may call whom, network policies."""

import pulumi
import pulumi_kubernetes as k8s

config = pulumi.Config()
cluster = pulumi.StackReference(config.get("clusterStack") or "orchard/cluster/prod")
provider = k8s.Provider("shop", kubeconfig=cluster.require_output("kubeconfig"))
opts = pulumi.ResourceOptions(provider=provider)
REPO = {"repo": "https://istio-release.storage.googleapis.com/charts"}
VERSION = "1.24.2"

namespace = k8s.core.v1.Namespace("istio-system", metadata={"name": "istio-system"}, opts=opts)
base = k8s.helm.v3.Release(
    "istio-base",
    chart="base",
    version=VERSION,
    namespace="istio-system",
    repository_opts=REPO,
    values={"defaultRevision": "default"},
    opts=pulumi.ResourceOptions(provider=provider, depends_on=[namespace]),
)
istiod = k8s.helm.v3.Release(
    "istiod",
    chart="istiod",
    version=VERSION,
    namespace="istio-system",
    repository_opts=REPO,
    values={
        "pilot": {"autoscaleMin": 1, "autoscaleMax": 2, "resources": {"requests": {"cpu": "200m", "memory": "512Mi"}}},
        "meshConfig": {"accessLogFile": "/dev/stdout", "localityLbSetting": {"enabled": False}},
        "global": {"multiCluster": {"clusterName": "shop-us-east-1"}, "network": "shop"},
    },
    opts=pulumi.ResourceOptions(provider=provider, depends_on=[base]),
)
after = pulumi.ResourceOptions(provider=provider, depends_on=[istiod])

k8s.apiextensions.CustomResource(
    "strict",
    api_version="security.istio.io/v1",
    kind="PeerAuthentication",
    metadata={"name": "default", "namespace": "istio-system"},
    spec={"mtls": {"mode": "STRICT"}},
    opts=after,
)

CALLS = {"basket": ["web"], "payment": ["basket"], "stock": ["web", "basket"]}
for callee, callers in CALLS.items():
    k8s.apiextensions.CustomResource(
        f"{callee}-callers",
        api_version="security.istio.io/v1",
        kind="AuthorizationPolicy",
        metadata={"name": f"{callee}-callers", "namespace": "shop"},
        spec={
            "selector": {"matchLabels": {"app": callee}},
            "action": "ALLOW",
            "rules": [{"from": [{"source": {"principals": [f"cluster.local/ns/shop/sa/{c}" for c in callers]}}]}],
        },
        opts=after,
    )
    k8s.networking.v1.NetworkPolicy(
        f"{callee}-callers",
        metadata={"name": callee, "namespace": "shop"},
        spec={
            "pod_selector": {"match_labels": {"app": callee}},
            "policy_types": ["Ingress"],
            "ingress": [{"from_": [{"pod_selector": {"match_labels": {"app": c}}} for c in callers]}],
        },
        opts=opts,
    )

k8s.apiextensions.CustomResource(
    "canary",
    api_version="networking.istio.io/v1",
    kind="VirtualService",
    metadata={"name": "web", "namespace": "shop"},
    spec={
        "hosts": ["web"],
        "http": [
            {
                "route": [
                    {"destination": {"host": "web", "subset": "stable"}, "weight": 90},
                    {"destination": {"host": "web", "subset": "canary"}, "weight": 10},
                ]
            }
        ],
    },
    opts=after,
)
pulumi.export("istio", VERSION)
