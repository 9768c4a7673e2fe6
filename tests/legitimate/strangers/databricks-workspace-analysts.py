"""Databricks workspace for the analysts, with its lake beside it in West Europe."""

import pulumi
import pulumi_azure_native as az

config = az.authorization.get_client_config()
subscription = config.subscription_id or "00000000-0000-0000-0000-000000000000"
rg = az.resources.ResourceGroup("rg-analysts", location="WestEurope")

nsg = az.network.NetworkSecurityGroup("nsg-dbw", resource_group_name=rg.name, location=rg.location)
vnet = az.network.VirtualNetwork(
    "vnet-dbw",
    resource_group_name=rg.name,
    location=rg.location,
    address_space=az.network.AddressSpaceArgs(address_prefixes=["10.179.0.0/16"]),
)
nat_ip = az.network.PublicIPAddress(
    "pip-dbw",
    resource_group_name=rg.name,
    location=rg.location,
    public_ip_allocation_method="Static",
    sku=az.network.PublicIPAddressSkuArgs(name="Standard"),
)
nat = az.network.NatGateway(
    "nat-dbw",
    resource_group_name=rg.name,
    location=rg.location,
    sku=az.network.NatGatewaySkuArgs(name="Standard"),
    public_ip_addresses=[az.network.SubResourceArgs(id=nat_ip.id)],
)
subnets = {}
for name, prefix in (("public", "10.179.0.0/18"), ("private", "10.179.64.0/18")):
    subnets[name] = az.network.Subnet(
        f"snet-{name}",
        subnet_name=f"snet-{name}",
        resource_group_name=rg.name,
        virtual_network_name=vnet.name,
        address_prefix=prefix,
        nat_gateway=az.network.SubResourceArgs(id=nat.id),
        network_security_group=az.network.NetworkSecurityGroupArgs(id=nsg.id),
        service_endpoints=[az.network.ServiceEndpointPropertiesFormatArgs(service="Microsoft.Storage")],
        delegations=[az.network.DelegationArgs(name="dbw", service_name="Microsoft.Databricks/workspaces")],
        opts=pulumi.ResourceOptions(depends_on=list(subnets.values())),
    )

workspace = az.databricks.Workspace(
    "dbw-analysts",
    workspace_name="dbw-analysts",
    resource_group_name=rg.name,
    location=rg.location,
    compute_mode="Hybrid",
    managed_resource_group_id=f"/subscriptions/{subscription}/resourceGroups/rg-dbw-analysts-managed",
    sku=az.databricks.SkuArgs(name="premium"),
    parameters=az.databricks.WorkspaceCustomParametersArgs(
        enable_no_public_ip=az.databricks.WorkspaceNoPublicIPBooleanParameterArgs(value=True),
        custom_virtual_network_id=az.databricks.WorkspaceCustomStringParameterArgs(value=vnet.id),
        custom_public_subnet_name=az.databricks.WorkspaceCustomStringParameterArgs(value=subnets["public"].name),
        custom_private_subnet_name=az.databricks.WorkspaceCustomStringParameterArgs(value=subnets["private"].name),
        storage_account_sku_name=az.databricks.WorkspaceCustomStringParameterArgs(value="Standard_LRS"),
    ),
)
lake = az.storage.StorageAccount(
    "stanalysts",
    resource_group_name=rg.name,
    location=rg.location,
    kind="StorageV2",
    is_hns_enabled=True,
    sku=az.storage.SkuArgs(name="Standard_LRS"),
    allow_blob_public_access=False,
)
az.storage.BlobContainer("tables", container_name="tables", resource_group_name=rg.name, account_name=lake.name)
connector = az.databricks.AccessConnector(
    "dbac-analysts",
    resource_group_name=rg.name,
    location=rg.location,
    identity=az.databricks.ManagedServiceIdentityArgs(type="SystemAssigned"),
)
pulumi.export("workspaceUrl", workspace.workspace_url)
