"""Brochure site on storage static website hosting, behind Azure Front Door Standard."""

import pulumi
import pulumi_azure_native as az

rg = az.resources.ResourceGroup("rg-brochure")
account = az.storage.StorageAccount(
    "stbrochure",
    resource_group_name=rg.name,
    kind="StorageV2",
    sku=az.storage.SkuArgs(name="Standard_ZRS"),
    enable_https_traffic_only=True,
)
site = az.storage.StorageAccountStaticWebsite(
    "site",
    resource_group_name=rg.name,
    account_name=account.name,
    index_document="index.html",
    error404_document="404.html",
)
for name in ("index.html", "404.html"):
    az.storage.Blob(
        name,
        resource_group_name=rg.name,
        account_name=account.name,
        container_name=site.container_name,
        blob_name=name,
        content_type="text/html",
        source=pulumi.StringAsset(f"<h1>{name}</h1>"),
    )
origin_host = account.primary_endpoints.apply(lambda e: e.web.replace("https://", "").strip("/") if e else "")

profile = az.cdn.Profile(
    "afd-brochure", resource_group_name=rg.name, location="global", sku=az.cdn.SkuArgs(name="Standard_AzureFrontDoor")
)
endpoint = az.cdn.AFDEndpoint(
    "brochure", resource_group_name=rg.name, profile_name=profile.name, location="Global", enabled_state="Enabled"
)
origins = az.cdn.AFDOriginGroup(
    "storage",
    resource_group_name=rg.name,
    profile_name=profile.name,
    load_balancing_settings=az.cdn.LoadBalancingSettingsParametersArgs(
        sample_size=4, successful_samples_required=3, additional_latency_in_milliseconds=50
    ),
    health_probe_settings=az.cdn.HealthProbeParametersArgs(
        probe_path="/", probe_protocol="Https", probe_request_type="HEAD", probe_interval_in_seconds=120
    ),
)
origin = az.cdn.AFDOrigin(
    "storage",
    resource_group_name=rg.name,
    profile_name=profile.name,
    origin_group_name=origins.name,
    host_name=origin_host,
    origin_host_header=origin_host,
    http_port=80,
    https_port=443,
    priority=1,
    weight=1000,
)
az.cdn.Route(
    "all",
    resource_group_name=rg.name,
    profile_name=profile.name,
    endpoint_name=endpoint.name,
    origin_group=az.cdn.ResourceReferenceArgs(id=origins.id),
    supported_protocols=["Http", "Https"],
    patterns_to_match=["/*"],
    forwarding_protocol="HttpsOnly",
    https_redirect="Enabled",
    link_to_default_domain="Enabled",
    cache_configuration=az.cdn.AfdRouteCacheConfigurationArgs(query_string_caching_behavior="IgnoreQueryString"),
    opts=pulumi.ResourceOptions(depends_on=[origin]),
)

zone = az.dns.Zone(
    "example", resource_group_name=rg.name, zone_name="example.net", location="global", zone_type="Public"
)
az.dns.RecordSet(
    "www",
    resource_group_name=rg.name,
    zone_name=zone.name,
    relative_record_set_name="www",
    record_type="CNAME",
    ttl=3600,
    cname_record=az.dns.CnameRecordArgs(cname=endpoint.host_name),
)
pulumi.export("url", endpoint.host_name.apply(lambda h: f"https://{h}"))
