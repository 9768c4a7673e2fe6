"""Brand site: bucket, Cloud CDN, managed certificate and DNS, with a version stamp."""

import datetime

import pulumi
import pulumi_gcp as gcp
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class StampProvider(ResourceProvider):
    def create(self, props):
        return CreateResult(
            id_=props["release"], outs={**props, "at": datetime.datetime.now(tz=datetime.UTC).date().isoformat()}
        )


class Stamp(Resource):
    at: pulumi.Output[str]

    def __init__(self, name, release, opts=None):
        super().__init__(StampProvider(), name, {"release": release, "at": None}, opts)


DOMAIN = "www.brand.example"
stamp = Stamp("release", "2026.48")
bucket = gcp.storage.Bucket(
    "brand-site",
    location="us-central1",
    uniform_bucket_level_access=True,
    website={"main_page_suffix": "index.html", "not_found_page": "404.html"},
)
gcp.storage.BucketIAMMember("public", bucket=bucket.name, role="roles/storage.objectViewer", member="allUsers")
gcp.storage.BucketObject("version", bucket=bucket.name, name="version.txt", content="2026.48\n")
backend = gcp.compute.BackendBucket(
    "brand",
    bucket_name=bucket.name,
    enable_cdn=True,
    cdn_policy={"cache_mode": "CACHE_ALL_STATIC", "default_ttl": 3600, "max_ttl": 86400},
)
cert = gcp.compute.ManagedSslCertificate("brand", managed={"domains": [DOMAIN]})
urls = gcp.compute.URLMap("brand", default_service=backend.self_link)
proxy = gcp.compute.TargetHttpsProxy("brand", url_map=urls.id, ssl_certificates=[cert.id])
address = gcp.compute.GlobalAddress("brand")
gcp.compute.GlobalForwardingRule("brand", target=proxy.id, port_range="443", ip_address=address.address)
zone = gcp.dns.ManagedZone("brand", dns_name="brand.example.", description="brand site")
gcp.dns.RecordSet("www", managed_zone=zone.name, name=f"{DOMAIN}.", type="A", ttl=300, rrdatas=[address.address])
gcp.dns.RecordSet(
    "caa", managed_zone=zone.name, name="brand.example.", type="CAA", ttl=3600, rrdatas=['0 issue "pki.goog"']
)
pulumi.export("released", stamp.at)
