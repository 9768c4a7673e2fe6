"""Send the AKS control-plane logs to the security team's workspace in Ireland.

The kube-apiserver and audit logs of a large AKS cluster in East US are sent by a diagnostic setting to a Log Analytics workspace
in North Europe.
"""

from pulumi_azure_native import containerservice as aks
from pulumi_azure_native import monitor, resources
from pulumi_azure_native import operationalinsights as oi

rg = resources.ResourceGroup("platform", location="eastus")
sec = resources.ResourceGroup("security", location="northeurope")

workspace = oi.Workspace(
    "sec-central",
    resource_group_name=sec.name,
    location="northeurope",
    sku={"name": "CapacityReservation", "capacity_reservation_level": 500},
    retention_in_days=180,
)

cluster = aks.ManagedCluster(
    "prod",
    resource_group_name=rg.name,
    location="eastus",
    dns_prefix="prod",
    identity={"type": "SystemAssigned"},
    agent_pool_profiles=[{"name": "sys", "mode": "System", "count": 200, "vm_size": "Standard_D16s_v5"}],
)

categories = ["kube-apiserver", "kube-audit", "kube-audit-admin", "kube-controller-manager", "guard"]

monitor.DiagnosticSetting(
    "aks-to-central-logs",
    resource_uri=cluster.id,
    workspace_id=workspace.id,
    log_analytics_destination_type="Dedicated",
    logs=[{"category": c, "enabled": True} for c in categories],
)
