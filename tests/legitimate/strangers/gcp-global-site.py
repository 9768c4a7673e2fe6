"""The public site: global HTTPS load balancer, CDN for assets from one bucket, pages from one Cloud Run service."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
domain = config.get("domain") or "tessellate.dev"
region = "us-central1"

assets = gcp.storage.Bucket("assets", location=region, uniform_bucket_level_access=True)
gcp.storage.BucketIAMMember("assets-public", bucket=assets.name, role="roles/storage.objectViewer", member="allUsers")
pages = gcp.cloudrunv2.Service(
    "pages",
    location=region,
    ingress="INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    template={
        "scaling": {"min_instance_count": 0, "max_instance_count": 8},
        "containers": [
            {
                "image": f"{region}-docker.pkg.dev/vision/site/pages:88",
                "resources": {"limits": {"cpu": "1", "memory": "512Mi"}},
            }
        ],
    },
)
gcp.cloudrunv2.ServiceIamMember(
    "pages-public", name=pages.name, location=region, role="roles/run.invoker", member="allUsers"
)

neg = gcp.compute.RegionNetworkEndpointGroup(
    "pages", region=region, network_endpoint_type="SERVERLESS", cloud_run={"service": pages.name}
)
armor = gcp.compute.SecurityPolicy(
    "site",
    rules=[
        {
            "action": "throttle",
            "priority": 1000,
            "match": {"versioned_expr": "SRC_IPS_V1", "config": {"src_ip_ranges": ["*"]}},
            "rate_limit_options": {
                "conform_action": "allow",
                "exceed_action": "deny(429)",
                "enforce_on_key": "IP",
                "rate_limit_threshold": {"count": 300, "interval_sec": 60},
            },
        },
        {
            "action": "allow",
            "priority": 2147483647,
            "match": {"versioned_expr": "SRC_IPS_V1", "config": {"src_ip_ranges": ["*"]}},
        },
    ],
)
backend = gcp.compute.BackendService(
    "pages",
    load_balancing_scheme="EXTERNAL_MANAGED",
    protocol="HTTPS",
    security_policy=armor.id,
    backends=[{"group": neg.id}],
)
cdn = gcp.compute.BackendBucket(
    "assets",
    bucket_name=assets.name,
    enable_cdn=True,
    cdn_policy={"cache_mode": "CACHE_ALL_STATIC", "default_ttl": 3600, "client_ttl": 3600},
)
urls = gcp.compute.URLMap(
    "site",
    default_service=backend.id,
    host_rules=[{"hosts": [domain], "path_matcher": "all"}],
    path_matchers=[
        {"name": "all", "default_service": backend.id, "path_rules": [{"paths": ["/static/*"], "service": cdn.id}]}
    ],
)
certificate = gcp.compute.ManagedSslCertificate("site", managed={"domains": [domain]})
proxy = gcp.compute.TargetHttpsProxy("site", url_map=urls.id, ssl_certificates=[certificate.id])
address = gcp.compute.GlobalAddress("site")
gcp.compute.GlobalForwardingRule(
    "site", target=proxy.id, port_range="443", ip_address=address.address, load_balancing_scheme="EXTERNAL_MANAGED"
)

zone = gcp.dns.ManagedZone("main", dns_name=f"{domain}.", description="main zone")
gcp.dns.RecordSet("apex", managed_zone=zone.name, name=f"{domain}.", type="A", ttl=300, rrdatas=[address.address])
# The partners' mirrors answer by place; the machines are theirs.
gcp.dns.RecordSet(
    "mirror",
    managed_zone=zone.name,
    name=f"mirror.{domain}.",
    type="A",
    ttl=300,
    routing_policy={
        "geos": [
            {"location": "us-east1", "rrdatas": ["198.51.100.10"]},
            {"location": "europe-west1", "rrdatas": ["198.51.100.20"]},
            {"location": "asia-northeast1", "rrdatas": ["198.51.100.30"]},
        ]
    },
)
gcp.monitoring.UptimeCheckConfig(
    "site",
    display_name="site",
    timeout="10s",
    period="300s",
    http_check={"path": "/", "port": 443, "use_ssl": True, "validate_ssl": True},
    monitored_resource={"type": "uptime_url", "labels": {"project_id": "vision", "host": domain}},
    selected_regions=["USA_OREGON", "EUROPE", "ASIA_PACIFIC"],
)
pulumi.export("address", address.address)
