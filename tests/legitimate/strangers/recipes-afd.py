"""Recipe site in blob storage behind Front Door with its own domain."""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("recipes")
storage = azure.storage.StorageAccount(
    "recipes",
    resource_group_name=group.name,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    enable_https_traffic_only=True,
)
site = azure.storage.StorageAccountStaticWebsite(
    "site",
    resource_group_name=group.name,
    account_name=storage.name,
    index_document="index.html",
    error404_document="404.html",
)
azure.storage.Blob(
    "index.html",
    resource_group_name=group.name,
    account_name=storage.name,
    container_name="$web",
    content_type="text/html",
    source=pulumi.StringAsset("<h1>Recipes</h1>"),
)
profile = azure.cdn.Profile(
    "recipes", resource_group_name=group.name, location="global", sku={"name": "Standard_AzureFrontDoor"}
)
endpoint = azure.cdn.AFDEndpoint(
    "recipes", resource_group_name=group.name, profile_name=profile.name, location="global", enabled_state="Enabled"
)
origins = azure.cdn.AFDOriginGroup(
    "blob",
    resource_group_name=group.name,
    profile_name=profile.name,
    load_balancing_settings={"sample_size": 4, "successful_samples_required": 3},
)
host = storage.primary_endpoints.apply(lambda e: e.web.split("/")[2] if e else "recipes.z13.web.core.windows.net")
origin = azure.cdn.AFDOrigin(
    "blob",
    resource_group_name=group.name,
    profile_name=profile.name,
    origin_group_name=origins.name,
    host_name=host,
    origin_host_header=host,
    https_port=443,
)
domain = azure.cdn.AFDCustomDomain(
    "www",
    resource_group_name=group.name,
    profile_name=profile.name,
    host_name="www.recipes.example",
    tls_settings={"certificate_type": "ManagedCertificate", "minimum_tls_version": "TLS12"},
)
azure.cdn.Route(
    "all",
    resource_group_name=group.name,
    profile_name=profile.name,
    endpoint_name=endpoint.name,
    origin_group={"id": origins.id},
    custom_domains=[{"id": domain.id}],
    patterns_to_match=["/*"],
    supported_protocols=["Http", "Https"],
    https_redirect="Enabled",
    forwarding_protocol="HttpsOnly",
    link_to_default_domain="Enabled",
    opts=pulumi.ResourceOptions(depends_on=[origin]),
)
pulumi.export("host", endpoint.host_name)
