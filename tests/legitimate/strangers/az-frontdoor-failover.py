"""Entry of the public sites: Front Door before one own App Service, Traffic Manager over sites that already exist."""

import pulumi
from pulumi_azure_native import cdn, dns, resources, trafficmanager, web

config = pulumi.Config()
domain = config.get("domain") or "planworks.io"
# The regional teams own these; only their names are used here.
REGIONAL_SITES = {
    "eastus": "portal-eastus.azurewebsites.net",
    "westeurope": "portal-westeurope.azurewebsites.net",
    "australiaeast": "portal-australiaeast.azurewebsites.net",
}

group = resources.ResourceGroup("edge", location="eastus")
plan = web.AppServicePlan(
    "docs",
    resource_group_name=group.name,
    location="eastus",
    kind="linux",
    reserved=True,
    sku={"name": "B1", "tier": "Basic"},
)
docs = web.WebApp(
    "docs",
    resource_group_name=group.name,
    location="eastus",
    server_farm_id=plan.id,
    https_only=True,
    site_config={"linux_fx_version": "NODE|20-lts", "min_tls_version": "1.2"},
)

profile = cdn.Profile(
    "edge",
    profile_name="edge",
    resource_group_name=group.name,
    location="global",
    sku={"name": "Standard_AzureFrontDoor"},
    origin_response_timeout_seconds=60,
)
endpoint = cdn.AFDEndpoint(
    "edge",
    endpoint_name="planworks",
    profile_name=profile.name,
    resource_group_name=group.name,
    location="global",
    enabled_state="Enabled",
)


def origin_group(name: str, hosts: list) -> tuple[cdn.AFDOriginGroup, list]:
    og = cdn.AFDOriginGroup(
        name,
        origin_group_name=name,
        profile_name=profile.name,
        resource_group_name=group.name,
        load_balancing_settings={
            "sample_size": 4,
            "successful_samples_required": 3,
            "additional_latency_in_milliseconds": 50,
        },
        health_probe_settings={
            "probe_path": "/healthz",
            "probe_protocol": "Https",
            "probe_request_type": "HEAD",
            "probe_interval_in_seconds": 100,
        },
    )
    origins = [
        cdn.AFDOrigin(
            f"{name}-{i}",
            origin_name=f"{name}-{i}",
            origin_group_name=og.name,
            profile_name=profile.name,
            resource_group_name=group.name,
            host_name=host,
            origin_host_header=host,
            priority=i + 1,
            weight=1000,
            https_port=443,
        )
        for i, host in enumerate(hosts)
    ]
    return og, origins


for name, hosts, patterns in (
    ("docs", [docs.default_host_name], ["/docs/*"]),
    ("portal", list(REGIONAL_SITES.values())[:2], ["/*"]),
):
    og, origins = origin_group(name, hosts)
    cdn.Route(
        name,
        route_name=name,
        endpoint_name=endpoint.name,
        profile_name=profile.name,
        resource_group_name=group.name,
        origin_group={"id": og.id},
        patterns_to_match=patterns,
        supported_protocols=["Http", "Https"],
        https_redirect="Enabled",
        forwarding_protocol="HttpsOnly",
        link_to_default_domain="Enabled",
        opts=pulumi.ResourceOptions(depends_on=origins),
    )

tm = trafficmanager.Profile(
    "api",
    profile_name="planworks-api",
    resource_group_name=group.name,
    location="global",
    traffic_routing_method="Performance",
    dns_config={"relative_name": "planworks-api", "ttl": 60},
    monitor_config={"protocol": "HTTPS", "port": 443, "path": "/healthz"},
    endpoints=[
        {
            "name": region,
            "type": "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
            "target": host,
            "endpoint_location": region,
            "endpoint_status": "Enabled",
        }
        for region, host in REGIONAL_SITES.items()
    ],
)
zone = dns.Zone("main", zone_name=domain, resource_group_name=group.name, location="global")
dns.RecordSet(
    "api",
    zone_name=zone.name,
    resource_group_name=group.name,
    relative_record_set_name="api",
    record_type="CNAME",
    ttl=300,
    cname_record={"cname": "planworks-api.trafficmanager.net"},
)
pulumi.export("endpoint", endpoint.host_name)
