"""Control-plane logs of the Singapore cluster go to the central SOC workspace.

The AKS cluster in southeastasia sends its audit and control-plane logs to a Log Analytics workspace in westeurope by a diagnostic setting.
"""

import pulumi_azure_native as azure

soc_rg = azure.resources.ResourceGroup("soc", location="westeurope")
workspace = azure.operationalinsights.Workspace(
    "soc-logs",
    workspace_name="soc-logs",
    resource_group_name=soc_rg.name,
    location="westeurope",
    sku={"name": "PerGB2018"},
    retention_in_days=180,
)

app_rg = azure.resources.ResourceGroup("app-sea", location="southeastasia")
cluster = azure.containerservice.ManagedCluster(
    "app-sea",
    resource_group_name=app_rg.name,
    location="southeastasia",
    dns_prefix="app-sea",
    identity={"type": "SystemAssigned"},
    agent_pool_profiles=[
        {
            "name": "system",
            "mode": "System",
            "count": 6,
            "vm_size": "Standard_D8s_v5",
            "os_type": "Linux",
        }
    ],
)

azure.monitor.DiagnosticSetting(
    "aks-audit",
    name="to-soc",
    resource_uri=cluster.id,
    workspace_id=workspace.id,
    log_analytics_destination_type="Dedicated",
    logs=[
        {"category": category, "enabled": True}
        for category in ("kube-audit", "kube-apiserver", "guard", "cluster-autoscaler")
    ],
)
