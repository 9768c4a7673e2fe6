"""AKS platform cluster in West US 2 with ingress, certificates and monitoring from Helm."""

import base64

import pulumi
import pulumi_azure_native as az
import pulumi_kubernetes as k8s
from pulumi_kubernetes.helm.v3 import Release, ReleaseArgs, RepositoryOptsArgs

LOCATION = "westus2"
rg = az.resources.ResourceGroup("rg-platform", location=LOCATION)
cluster = az.containerservice.ManagedCluster(
    "aks-platform",
    resource_group_name=rg.name,
    location=LOCATION,
    dns_prefix="platform",
    identity={"type": "SystemAssigned"},
    enable_rbac=True,
    network_profile={
        "network_plugin": "azure",
        "network_policy": "cilium",
        "network_dataplane": "cilium",
        "network_plugin_mode": "overlay",
    },
    agent_pool_profiles=[
        {
            "name": "apps",
            "mode": "System",
            "type": "VirtualMachineScaleSets",
            "os_type": "Linux",
            "vm_size": "Standard_D4s_v5",
            "count": 2,
            "enable_auto_scaling": True,
            "min_count": 2,
            "max_count": 4,
            "availability_zones": ["1", "2", "3"],
            "os_disk_size_gb": 100,
        }
    ],
    oidc_issuer_profile={"enabled": True},
)
creds = az.containerservice.list_managed_cluster_admin_credentials_output(
    resource_group_name=rg.name, resource_name=cluster.name
)
provider = k8s.Provider(
    "platform", kubeconfig=creds.kubeconfigs.apply(lambda c: base64.b64decode(c[0].value).decode() if c else "")
)


def chart(name, repo, version, values, depends_on=()):
    return Release(
        name,
        ReleaseArgs(
            name=name,
            chart=name,
            version=version,
            namespace=name,
            create_namespace=True,
            values=values,
            repository_opts=RepositoryOptsArgs(repo=repo),
        ),
        opts=pulumi.ResourceOptions(provider=provider, depends_on=list(depends_on)),
    )


ingress = chart(
    "ingress-nginx",
    "https://kubernetes.github.io/ingress-nginx",
    "4.11.3",
    {
        "controller": {
            "replicaCount": 2,
            "service": {
                "externalTrafficPolicy": "Local",
                "annotations": {"service.beta.kubernetes.io/azure-dns-label-name": "acme-platform"},
            },
            "metrics": {"enabled": True},
            "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}},
        }
    },
)
certs = chart("cert-manager", "https://charts.jetstack.io", "v1.16.2", {"crds": {"enabled": True}})
chart(
    "kube-prometheus-stack",
    "https://prometheus-community.github.io/helm-charts",
    "66.3.0",
    {
        "prometheus": {
            "prometheusSpec": {
                "retention": "15d",
                "resources": {"requests": {"cpu": "500m", "memory": "2Gi"}},
                "storageSpec": {
                    "volumeClaimTemplate": {
                        "spec": {
                            "storageClassName": "managed-csi",
                            "accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "64Gi"}},
                        }
                    }
                },
            }
        },
        "grafana": {"persistence": {"enabled": True, "size": "10Gi"}, "ingress": {"enabled": False}},
        "alertmanager": {"alertmanagerSpec": {"replicas": 2}},
    },
    [ingress],
)
k8s.apiextensions.CustomResource(
    "letsencrypt",
    api_version="cert-manager.io/v1",
    kind="ClusterIssuer",
    metadata={"name": "letsencrypt"},
    spec={
        "acme": {
            "server": "https://acme-v02.api.letsencrypt.org/directory",
            "email": "ops@example.com",
            "privateKeySecretRef": {"name": "letsencrypt"},
            "solvers": [{"http01": {"ingress": {"ingressClassName": "nginx"}}}],
        }
    },
    opts=pulumi.ResourceOptions(provider=provider, depends_on=[certs]),
)
pulumi.export("cluster", cluster.name)
