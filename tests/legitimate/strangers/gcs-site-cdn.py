"""www.example.org: bucket backend, Cloud CDN, managed certificate, Cloud DNS."""

import pulumi
import pulumi_gcp as gcp

HOST = "www.example.org"

bucket = gcp.storage.Bucket(
    "www",
    location="US-CENTRAL1",
    uniform_bucket_level_access=True,
    website=gcp.storage.BucketWebsiteArgs(main_page_suffix="index.html", not_found_page="404.html"),
    versioning=gcp.storage.BucketVersioningArgs(enabled=True),
)
gcp.storage.BucketIAMMember("www-public", bucket=bucket.name, role="roles/storage.objectViewer", member="allUsers")
for page, body in {"index.html": "<h1>Hello</h1>", "404.html": "<h1>Not here</h1>"}.items():
    gcp.storage.BucketObject(page, bucket=bucket.name, name=page, content=body, content_type="text/html")

backend = gcp.compute.BackendBucket(
    "www",
    bucket_name=bucket.name,
    enable_cdn=True,
    cdn_policy=gcp.compute.BackendBucketCdnPolicyArgs(cache_mode="CACHE_ALL_STATIC", default_ttl=3600, max_ttl=86400),
)
cert = gcp.compute.ManagedSslCertificate("www", managed=gcp.compute.ManagedSslCertificateManagedArgs(domains=[HOST]))
address = gcp.compute.GlobalAddress("www")

https_map = gcp.compute.URLMap("www", default_service=backend.id)
https_proxy = gcp.compute.TargetHttpsProxy("www", url_map=https_map.id, ssl_certificates=[cert.id])
gcp.compute.GlobalForwardingRule(
    "www-https",
    target=https_proxy.id,
    port_range="443",
    ip_address=address.address,
    load_balancing_scheme="EXTERNAL_MANAGED",
)
redirect = gcp.compute.URLMap(
    "www-redirect",
    default_url_redirect=gcp.compute.URLMapDefaultUrlRedirectArgs(
        https_redirect=True, strip_query=False, redirect_response_code="MOVED_PERMANENTLY_DEFAULT"
    ),
)
http_proxy = gcp.compute.TargetHttpProxy("www", url_map=redirect.id)
gcp.compute.GlobalForwardingRule(
    "www-http",
    target=http_proxy.id,
    port_range="80",
    ip_address=address.address,
    load_balancing_scheme="EXTERNAL_MANAGED",
)

zone = gcp.dns.ManagedZone(
    "example",
    dns_name="example.org.",
    description="example.org",
    dnssec_config=gcp.dns.ManagedZoneDnssecConfigArgs(state="on"),
)
gcp.dns.RecordSet("www", managed_zone=zone.name, name=f"{HOST}.", type="A", ttl=300, rrdatas=[address.address])
gcp.dns.RecordSet(
    "mx", managed_zone=zone.name, name="example.org.", type="MX", ttl=3600, rrdatas=["1 smtp.google.com."]
)
pulumi.export("nameServers", zone.name_servers)
