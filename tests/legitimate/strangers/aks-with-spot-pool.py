"""AKS with a system pool and a cheap spot pool for batch work."""

import base64

import pulumi
import pulumi_azure_native as az
import pulumi_kubernetes as k8s

rg = az.resources.ResourceGroup("rg-aks-batch")
registry = az.containerregistry.Registry(
    "acrbatch",
    resource_group_name=rg.name,
    location=rg.location,
    sku=az.containerregistry.SkuArgs(name="Standard"),
    admin_user_enabled=False,
)
cluster = az.containerservice.ManagedCluster(
    "aks-batch",
    resource_group_name=rg.name,
    dns_prefix="aksbatch",
    identity=az.containerservice.ManagedClusterIdentityArgs(
        type=az.containerservice.ResourceIdentityType.SYSTEM_ASSIGNED
    ),
    sku=az.containerservice.ManagedClusterSKUArgs(name="Base", tier="Free"),
    network_profile=az.containerservice.ContainerServiceNetworkProfileArgs(
        network_plugin="azure", network_plugin_mode="overlay", load_balancer_sku="standard"
    ),
    agent_pool_profiles=[
        az.containerservice.ManagedClusterAgentPoolProfileArgs(
            name="system",
            mode="System",
            type="VirtualMachineScaleSets",
            os_type="Linux",
            vm_size="Standard_D2s_v5",
            count=2,
            enable_auto_scaling=True,
            min_count=2,
            max_count=3,
            os_disk_size_gb=64,
        )
    ],
    auto_upgrade_profile=az.containerservice.ManagedClusterAutoUpgradeProfileArgs(upgrade_channel="stable"),
)
az.containerservice.AgentPool(
    "spot",
    agent_pool_name="spot",
    resource_group_name=rg.name,
    resource_name_=cluster.name,
    mode="User",
    type="VirtualMachineScaleSets",
    os_type="Linux",
    vm_size="standard_d4as_v5",
    scale_set_priority="Spot",
    scale_set_eviction_policy="Delete",
    spot_max_price=-1,
    enable_auto_scaling=True,
    count=0,
    min_count=0,
    max_count=6,
    node_taints=["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"],
)
creds = az.containerservice.list_managed_cluster_user_credentials_output(
    resource_group_name=rg.name, resource_name=cluster.name
)
kubeconfig = creds.kubeconfigs.apply(lambda c: base64.b64decode(c[0].value).decode() if c else "")
provider = k8s.Provider("aks", kubeconfig=kubeconfig)
k8s.batch.v1.CronJob(
    "nightly",
    metadata={"name": "nightly-import"},
    spec={
        "schedule": "0 1 * * *",
        "concurrency_policy": "Forbid",
        "job_template": {
            "spec": {
                "backoff_limit": 2,
                "parallelism": 2,
                "completions": 2,
                "template": {
                    "spec": {
                        "restart_policy": "Never",
                        "tolerations": [
                            {
                                "key": "kubernetes.azure.com/scalesetpriority",
                                "operator": "Equal",
                                "value": "spot",
                                "effect": "NoSchedule",
                            }
                        ],
                        "containers": [
                            {
                                "name": "import",
                                "image": registry.login_server.apply(lambda s: f"{s}/import:3.2"),
                                "resources": {"requests": {"cpu": "1", "memory": "2Gi"}, "limits": {"memory": "4Gi"}},
                            }
                        ],
                    }
                },
            }
        },
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
pulumi.export("kubeconfig", pulumi.Output.secret(kubeconfig))
