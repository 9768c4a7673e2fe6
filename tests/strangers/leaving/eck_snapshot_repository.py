"""Elasticsearch (ECK) on AKS eastus with its snapshots in the Australian account.

Every half hour Elasticsearch on AKS in eastus snapshots all its indexes to an Azure storage account in australiaeast.
"""

import pulumi
import pulumi_azure_native as azure
import pulumi_kubernetes as k8s

rg = azure.resources.ResourceGroup("search", location="eastus")
aks = azure.containerservice.ManagedCluster(
    "search-aks",
    resource_name_="search-aks",
    resource_group_name=rg.name,
    location="eastus",
    dns_prefix="search",
    identity={"type": "SystemAssigned"},
    agent_pool_profiles=[{"name": "es", "mode": "System", "count": 9, "vm_size": "Standard_E16s_v5"}],
)
snapshots = azure.storage.StorageAccount(
    "snapshots",
    account_name="acmeessnapshots",
    resource_group_name=rg.name,
    location="australiaeast",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
on_aks = pulumi.ResourceOptions(depends_on=[aks])

k8s.apiextensions.CustomResource(
    "products-es",
    api_version="elasticsearch.k8s.elastic.co/v1",
    kind="Elasticsearch",
    metadata={"name": "products", "namespace": "search"},
    spec={
        "version": "8.14.0",
        "secureSettings": [{"secretName": "azure-snapshots"}],
        "nodeSets": [{"name": "hot", "count": 9, "config": {"node.roles": ["master", "data", "ingest"]}}],
    },
    opts=on_aks,
)

k8s.apiextensions.CustomResource(
    "products-snapshots",
    api_version="stackconfigpolicy.k8s.elastic.co/v1alpha1",
    kind="StackConfigPolicy",
    metadata={"name": "products-snapshots", "namespace": "search"},
    spec={
        "resourceSelector": {"matchLabels": {"elasticsearch.k8s.elastic.co/cluster-name": "products"}},
        "elasticsearch": {
            "snapshotRepositories": {
                "sydney": {
                    "type": "azure",
                    "settings": {
                        "client": "default",
                        "account": snapshots.name,
                        "container": "es",
                        "base_path": "products",
                    },
                }
            },
            "snapshotLifecyclePolicies": {
                "half-hourly": {
                    "schedule": "0 */30 * * * ?",
                    "name": "<products-{now/d}>",
                    "repository": "sydney",
                    "config": {"indices": ["*"]},
                    "retention": {"expire_after": "14d"},
                }
            },
        },
    },
    opts=on_aks,
)
