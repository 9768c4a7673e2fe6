"""VPN, Interconnect, network hubs, and load balancers that serve the internet from Google's edge.

A VPC network is one network over all regions, and peering joins two of them without a place of its own: what machines send to
another region is read from where they are, with or without it (VPC, VPC Network Peering). Here is what leads out of the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.facts import Fact, Free
from penstock.resources.gcp.charges import Reader, by_use, hourly
from penstock.resources.gcp.places import base
from penstock.resources.machines.named import leaves
from penstock.resources.reading.blocks import block_at, flag_at, or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import REPLICATED, SENT
from penstock.resources.reading.values import UNKNOWN, Unknown

from .egress import path, region_meant, to_internet, to_places

_VPN_GATEWAYS: Final = ("gcp:compute/haVpnGateway:HaVpnGateway", "gcp:compute/vPNGateway:VPNGateway")


def _tunnel(resource: Resource, context: Context) -> Iterable[Fact]:
    """A tunnel to a gateway of Google Cloud bills what it sends as traffic between machines of the two regions, any other as
    traffic to the internet (Cloud VPN, Pricing)."""
    yield hourly(resource, context, "vpn-tunnel-hour")
    value = resource.inputs.get("peerGcpGateway")
    if value is None:
        yield from to_internet(resource, context, "a VPN tunnel")
        return
    target = region_meant(resource, context, "peerGcpGateway", value, _VPN_GATEWAYS)
    yield from path(resource, context, target, SENT, "a VPN tunnel")


def _interconnect(resource: Resource, context: Context) -> Iterable[Fact]:
    """Circuits by the hour; a cross-cloud one names where it ends (`remoteLocation`)."""
    inputs = Inputs(resource.inputs)
    remote = inputs.text("remoteLocation")
    links = or_unknown(inputs.integer("requestedLinkCount"))
    sku = "interconnect-hour" if remote is None else "cross-cloud-interconnect-hour"
    yield hourly(resource, context, sku, links)


def _attachment(resource: Resource, context: Context) -> Iterable[Fact]:
    """By the hour, a partner's for its bandwidth (Cloud Interconnect pricing), and by the GiB for what it sends, at a price lower than the internet's."""
    inputs = Inputs(resource.inputs)
    kind, width = inputs.text("type"), inputs.text("bandwidth")
    if kind == "PARTNER" or isinstance(kind, Unknown):
        said = plain(width).lower().removeprefix("bps_") if isinstance(width, str) else "50g"  # its partner decides
        yield hourly(resource, context, f"interconnect-attachment-partner-{said}-hour")
    else:
        yield hourly(resource, context, "interconnect-attachment-hour")
    yield by_use(resource, context, "interconnect-gib")


def _spoke(resource: Resource, context: Context) -> Iterable[Fact]:
    """Site-to-site data transfer carries one site's traffic to another over Google's network, and bills every byte
    (Network Connectivity Center, Pricing)."""
    yield hourly(resource, context, "connectivity-spoke-hour")
    inputs = Inputs(resource.inputs)
    for name in ("linkedVpnTunnels", "linkedInterconnectAttachments", "linkedRouterApplianceInstances"):
        if flag_at(inputs, name, "siteToSiteDataTransfer") not in (None, False):
            yield from path(resource, context, UNKNOWN, SENT, "data transfer from site to site")


def _cached(resource: Resource, context: Context) -> Iterable[Fact]:
    """A backend of a load balancer costs nothing; with Cloud CDN, what its caches send out bills by the GiB."""
    enabled = Inputs(resource.inputs).flag("enableCdn")
    if enabled is None or enabled is False:
        yield Free(**base(resource, context))
        return
    yield by_use(resource, context, "cdn-gib")
    yield from to_internet(resource, context, "Cloud CDN")


def _media_cdn(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "media-cdn-gib")
    yield from to_internet(resource, context, "Media CDN")


def kept_address(resource: Resource, context: Context) -> Iterable[Fact]:
    """A group's instance that keeps a public address."""
    if block_at(Inputs(resource.inputs), "preservedState", "externalIps") is not None:
        yield from to_internet(resource, context, "an instance that keeps a public address")


def _vmware_policy(resource: Resource, context: Context) -> Iterable[Fact]:
    """Lets the machines of a private cloud reach, and be reached from, the internet."""
    yield Free(**base(resource, context))
    inputs = Inputs(resource.inputs)
    for name in ("externalIp", "internetAccess"):
        if flag_at(inputs, name, "enabled") not in (None, False):
            yield from to_internet(resource, context, "a private cloud's way to the internet")
            return


def _domain(resource: Resource, context: Context) -> Iterable[Fact]:
    """Managed Microsoft AD: controllers in each location, by the hour, which replicate to each other."""
    places = Inputs(resource.inputs).texts("locations")
    yield hourly(resource, context, "managed-ad-region-hour", UNKNOWN if isinstance(places, Unknown) else len(places))
    first = places[0] if not isinstance(places, Unknown) and places else UNKNOWN
    yield from to_places(resource, context, places, REPLICATED, "domain controllers", source=first)


def _edge_vpn(resource: Resource, context: Context) -> Iterable[Fact]:
    """From a cluster at the owner's site to a VPC network, over the internet."""
    yield hourly(resource, context, "edge-vpn-hour")
    yield from to_internet(resource, context, "a VPN connection")


def _goldengate(resource: Resource, context: Context) -> Iterable[Fact]:
    """Where a replication of Oracle's may end: the connections to other clouds' stores name a region of theirs."""
    yield by_use(resource, context, "oracle-goldengate-hour")
    for where, key, value in leaves(Inputs(resource.inputs).raw("properties")):
        if key in ("region", "awsRegion"):
            place = value if isinstance(value, str) else UNKNOWN
            yield from path(resource, context, place, SENT, f"a connection to another store ({where})")


def _search_engine(resource: Resource, context: Context) -> Iterable[Fact]:
    """Whether the search engine may read stores of other regions."""
    yield by_use(resource, context, "search-query-thousand")
    if flag_at(Inputs(resource.inputs), "chatEngineConfig", "allowCrossRegion") not in (None, False):
        yield from path(resource, context, UNKNOWN, SENT, "an engine that may read other regions")


LINKS: Final[Mapping[str, Reader]] = {
    "gcp:activedirectory/domain:Domain": _domain,
    "gcp:compute/backendBucket:BackendBucket": _cached,
    "gcp:compute/backendService:BackendService": _cached,
    "gcp:compute/interconnect:Interconnect": _interconnect,
    "gcp:compute/interconnectAttachment:InterconnectAttachment": _attachment,
    "gcp:compute/regionBackendBucket:RegionBackendBucket": _cached,
    "gcp:compute/regionBackendService:RegionBackendService": _cached,
    "gcp:compute/vPNTunnel:VPNTunnel": _tunnel,
    "gcp:discoveryengine/chatEngine:ChatEngine": _search_engine,
    "gcp:edgenetwork/interconnectAttachment:InterconnectAttachment": _attachment,
    "gcp:edgecontainer/vpnConnection:VpnConnection": _edge_vpn,
    "gcp:networkconnectivity/spoke:Spoke": _spoke,
    "gcp:networkservices/edgeCacheService:EdgeCacheService": _media_cdn,
    "gcp:oracledatabase/goldengateConnection:GoldengateConnection": _goldengate,
    "gcp:vmwareengine/networkPolicy:NetworkPolicy": _vmware_policy,
}
