"""AKS clusters send their logs to the group's one Log Analytics workspace.

Audit logs and container logs of the 40-node AKS clusters in eastus go to a Log Analytics workspace in switzerlandnorth through
diagnostic settings and the omsagent addon.
"""

from pulumi_azure_native import containerservice as aks
from pulumi_azure_native import monitor, operationalinsights, resources

rg = resources.ResourceGroup("platform", location="eastus")
central = operationalinsights.Workspace(
    "central-logs",
    workspace_name="group-logs",
    resource_group_name=rg.name,
    location="switzerlandnorth",
    retention_in_days=90,
    sku={"name": "PerGB2018"},
)

for i in (1, 2):
    cluster = aks.ManagedCluster(
        f"aks-{i}",
        resource_name_=f"aks-{i}",
        resource_group_name=rg.name,
        location="eastus",
        dns_prefix=f"aks{i}",
        identity={"type": "SystemAssigned"},
        agent_pool_profiles=[{"name": "sys", "mode": "System", "count": 40, "vm_size": "Standard_D16s_v5"}],
        addon_profiles={"omsagent": {"enabled": True, "config": {"logAnalyticsWorkspaceResourceID": central.id}}},
    )
    monitor.DiagnosticSetting(
        f"aks-{i}-logs",
        name="to-central",
        resource_uri=cluster.id,
        workspace_id=central.id,
        logs=[{"category": c, "enabled": True} for c in ("kube-audit", "kube-apiserver", "guard")],
        metrics=[{"category": "AllMetrics", "enabled": True}],
    )
