"""Video download host: Google load balancer in front of the old S3 bucket.

A Google Cloud load balancer without CDN serves videos from an internet endpoint group whose origin is an S3 bucket in eu-west-1, so
each download leaves AWS.
"""

import pulumi
import pulumi_gcp as gcp

ORIGIN = "acme-videos.s3.eu-west-1.amazonaws.com"

neg = gcp.compute.GlobalNetworkEndpointGroup(
    "s3", name="s3", default_port=443, network_endpoint_type="INTERNET_FQDN_PORT"
)
gcp.compute.GlobalNetworkEndpoint("s3-origin", global_network_endpoint_group=neg.name, fqdn=ORIGIN, port=443)

backend = gcp.compute.BackendService(
    "videos",
    name="videos",
    protocol="HTTPS",
    load_balancing_scheme="EXTERNAL_MANAGED",
    enable_cdn=False,
    timeout_sec=300,
    custom_request_headers=[f"Host: {ORIGIN}"],
    backends=[{"group": neg.id}],
)
urls = gcp.compute.URLMap("videos", name="videos", default_service=backend.id)
cert = gcp.compute.ManagedSslCertificate("videos", name="videos", managed={"domains": ["videos.acme.tv"]})
proxy = gcp.compute.TargetHttpsProxy("videos", name="videos", url_map=urls.id, ssl_certificates=[cert.id])
rule = gcp.compute.GlobalForwardingRule(
    "videos", name="videos", target=proxy.id, port_range="443", load_balancing_scheme="EXTERNAL_MANAGED"
)
pulumi.export("ip", rule.ip_address)
