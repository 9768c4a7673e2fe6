"""AKS for model tests: two small system nodes and a Spot pool with at most two T4 machines."""

import pulumi
from pulumi_azure_native import authorization, containerregistry, containerservice, resources

config = pulumi.Config()
location = config.get("location") or "eastus"
POOLS = [
    {"name": "system", "mode": "System", "vm_size": "Standard_D2s_v5", "count": 2, "min": 2, "max": 3},
    {"name": "t4spot", "mode": "User", "vm_size": "Standard_NC4as_T4_v3", "count": 0, "min": 0, "max": 2, "spot": True},
]


def pool(spec: dict) -> dict:
    profile = {
        "name": spec["name"],
        "mode": spec["mode"],
        "vm_size": spec["vm_size"],
        "type": "VirtualMachineScaleSets",
        "os_type": "Linux",
        "os_disk_size_gb": 128,
        "count": spec["count"],
        "enable_auto_scaling": True,
        "min_count": spec["min"],
        "max_count": spec["max"],
    }
    if spec.get("spot"):
        profile |= {
            "scale_set_priority": "Spot",
            "scale_set_eviction_policy": "Delete",
            "spot_max_price": -1,
            "node_taints": ["sku=gpu:NoSchedule", "kubernetes.azure.com/scalesetpriority=spot:NoSchedule"],
            "node_labels": {"accelerator": "nvidia-t4"},
        }
    return profile


group = resources.ResourceGroup("models", location=location)
registry = containerregistry.Registry(
    "modelsregistry", resource_group_name=group.name, location=group.location, sku={"name": "Basic"}
)
cluster = containerservice.ManagedCluster(
    "models",
    resource_group_name=group.name,
    location=group.location,
    resource_name_="aks-models",
    dns_prefix="models",
    kubernetes_version="1.31",
    sku={"name": "Base", "tier": "Free"},
    identity={"type": "SystemAssigned"},
    enable_rbac=True,
    agent_pool_profiles=[pool(p) for p in POOLS],
    auto_scaler_profile={"scale_down_unneeded_time": "5m", "expander": "least-waste"},
    network_profile={"network_plugin": "azure", "network_plugin_mode": "overlay", "load_balancer_sku": "standard"},
    oidc_issuer_profile={"enabled": True},
    security_profile={"workload_identity": {"enabled": True}},
)

containerservice.MaintenanceConfiguration(
    "sunday",
    resource_group_name=group.name,
    resource_name_=cluster.name,
    config_name="default",
    time_in_week=[{"day": "Sunday", "hour_slots": [2, 3]}],
)
subscription = authorization.get_client_config_output().subscription_id
authorization.RoleAssignment(
    "pull-images",
    scope=registry.id,
    principal_type="ServicePrincipal",
    principal_id=cluster.identity_profile.apply(
        lambda p: p["kubeletidentity"].object_id if p else "00000000-0000-0000-0000-000000000000"
    ),
    role_definition_id=subscription.apply(
        lambda s: (
            f"/subscriptions/{s}/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d"
        )
    ),
)
pulumi.export("cluster", cluster.name)
