"""Peering, ExpressRoute, VPN and Virtual WAN: links between networks, to the internet or to one's own sites.

Peering bills each byte in both regions; between regions, as much as any transfer (Virtual Network pricing, global peering).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader, by_use, free, hourly
from penstock.resources.azure.places import base
from penstock.resources.azure.services.hourly_skus import by_sku, sku_of, units_of
from penstock.resources.facts import Fact
from penstock.resources.reading.blocks import block_at, each_block, flag_at, integer_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import product
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .egress import linked, place_of, to_internet

NETWORK: Final = "azure-native:network:VirtualNetwork"
_HUB: Final = "azure-native:network:VirtualHub"
_GATEWAY: Final = "azure-native:network:VirtualNetworkGateway"
_WORKSPACE: Final = "azure-native:databricks:Workspace"


def _joins(name: str, kind: str, evidence: str, *skus: str) -> Reader:
    """A reader of a link from the network (or hub) that `name` means, of type `kind`, to `remoteVirtualNetwork`."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from (by_use(resource, context, sku) for sku in skus)
        here = place_of(resource, context, name, resource.inputs.get(name), (kind,))
        yield from linked(resource, context, _remote(resource, context), evidence, source=here)

    return read


def _remote(resource: Resource, context: Context) -> Region:
    name = "remoteVirtualNetwork"
    value = text_at(Inputs(resource.inputs), name, "id")
    return None if value is None else place_of(resource, context, name, value, (NETWORK,))


def _network(resource: Resource, context: Context) -> Iterable[Fact]:
    """Free by itself; its inline peerings bill as those that are resources do."""
    yield free(resource, context)
    for block in each_block(Inputs(resource.inputs), "virtualNetworkPeerings"):
        value = text_at(block, "remoteVirtualNetwork", "id")
        place = place_of(resource, context, "virtualNetworkPeerings", UNKNOWN if value is None else value, (NETWORK,))
        yield from linked(resource, context, place, "an inline peering of a network")


def _connection(resource: Resource, context: Context) -> Iterable[Fact]:
    """Of a gateway: to another gateway, maybe of another region (Vnet2Vnet); to a site, over the internet (IPsec) or a circuit, whose data
    plan bills what leaves."""
    yield free(resource, context)
    inputs = Inputs(resource.inputs)
    kind = inputs.text("connectionType")
    if kind == "Vnet2Vnet" or isinstance(kind, Unknown):
        here, there = (_gateway_place(resource, context, inputs, f"virtualNetworkGateway{it}") for it in (1, 2))
        yield from linked(resource, context, there, "a connection between networks", source=here)
    elif kind == "ExpressRoute":
        yield by_use(resource, context, "expressroute-out-gib")
    else:
        yield from to_internet(resource, context, "a VPN connection to a site")


def _gateway_place(resource: Resource, context: Context, inputs: Inputs, name: str) -> Maybe[str]:
    value = text_at(inputs, name, "id")
    return place_of(resource, context, name, UNKNOWN if value is None else value, (_GATEWAY,))


def _to_site(evidence: str, *skus: str) -> Reader:
    """A reader of a gateway or a connection whose traffic leaves over the internet."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        scale = Inputs(resource.inputs).integer("vpnGatewayScaleUnit")
        count: Maybe[int] = 1 if scale is None else scale
        yield from (hourly(resource, context, sku, count) for sku in skus) if skus else (free(resource, context),)
        yield from to_internet(resource, context, evidence)

    return read


def _fronted(bills: Reader, holder: str, evidence: str) -> Reader:
    """A reader of what bills as `bills` says, and sends to the internet where a block of `holder` has a public address."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from bills(resource, context)
        blocks = each_block(Inputs(resource.inputs), holder)
        if any(isinstance(it, Unknown) or _public(it) for it in blocks):
            yield from to_internet(resource, context, evidence)

    return read


def _public(block: Inputs) -> bool:
    return any(block.given(it) for it in ("publicIPAddress", "publicIPPrefix"))


def _firewall(resource: Resource, context: Context) -> Iterable[Fact]:
    """By its tier; with addresses of its own, or of its hub, it is a way out. Its management traffic is Azure's own."""
    inputs = Inputs(resource.inputs)
    yield units_of(resource, context, "azure-firewall", or_default(text_at(inputs, "sku", "tier"), "Standard"))
    yield by_use(resource, context, "azure-firewall-gib")
    blocks = each_block(inputs, "ipConfigurations")
    hub = block_at(inputs, "hubIPAddresses")
    count = integer_at(hub, "publicIPs", "count")
    if any(isinstance(it, Unknown) or _public(it) for it in blocks) or (hub is not None and count != 0):
        yield from to_internet(resource, context, "what leaves through a firewall")


def _mesh(resource: Resource, context: Context) -> Iterable[Fact]:
    """A connectivity configuration of a network manager joins the networks of groups; with `isGlobal`, those of all regions."""
    yield free(resource, context)
    inputs = Inputs(resource.inputs)
    # Of a group it is the word True or False (ConnectivityGroupItem).
    answers = [inputs.flag("isGlobal"), *(flag_at(it, "isGlobal") for it in each_block(inputs, "appliesToGroups"))]
    if any(it is not None and it is not False for it in answers):
        yield from linked(resource, context, UNKNOWN, "networks of several regions, joined", source=UNKNOWN)


def _circuit(resource: Resource, context: Context) -> Iterable[Fact]:
    """By its tier and data plan, and so many Mbps of it (ExpressRoute pricing). Premium and Global Reach lead to other regions, as far as its partner's circuit."""
    inputs = Inputs(resource.inputs)
    mbps = integer_at(inputs, "serviceProviderProperties", "bandwidthInMbps")
    gbps = inputs.number("bandwidthInGbps")
    width = product(or_unknown(gbps), 1000) if mbps is None else mbps
    whole = UNKNOWN if isinstance(width, Unknown) else int(width)
    yield units_of(resource, context, "expressroute-circuit", sku_of(inputs, "sku")[0], whole)
    if inputs.flag("globalReachEnabled") not in (None, False):
        yield from linked(resource, context, UNKNOWN, "Global Reach between circuits")


def _reach(resource: Resource, context: Context) -> Iterable[Fact]:
    """Global Reach joins two circuits, each at a place of its own (About ExpressRoute Global Reach)."""
    yield free(resource, context)
    own = base(resource, context)["region"]
    yield from linked(
        resource, context, UNKNOWN, "Global Reach between circuits", source=UNKNOWN if own is None else own
    )


def _edge(resource: Resource, context: Context) -> Iterable[Fact]:
    """Content delivery: what it sends to the internet bills by the GiB, at its sku's price."""
    name = text_at(Inputs(resource.inputs), "sku", "name")
    word = "not-known" if name is None or isinstance(name, Unknown) else plain(name).lower().replace("_", "-")
    yield by_use(resource, context, f"cdn-{word}-gib")
    yield from to_internet(resource, context, "content delivery")


def _filter(resource: Resource, context: Context) -> Iterable[Fact]:
    """A firewall of Palo Alto Networks, with public addresses: a way out."""
    yield by_use(resource, context, "cloud-ngfw-gib")
    addresses = block_at(Inputs(resource.inputs), "networkProfile")
    if isinstance(addresses, Unknown) or (addresses is not None and addresses.blocks("publicIps") != ()):
        yield from to_internet(resource, context, "what leaves through a firewall")


LINKS: Final[Mapping[str, Reader]] = {
    NETWORK: _network,
    "azure-native:avs:GlobalReachConnection": _reach,
    "azure-native:databricks:VNetPeering": _joins(
        "workspaceName", _WORKSPACE, "peering with a network", "vnet-peering-in-gib", "vnet-peering-out-gib"
    ),
    "azure-native:network:ApplicationGateway": _fronted(
        by_sku("application-gateway"), "frontendIPConfigurations", "an application gateway with a public address"
    ),
    "azure-native:network:AzureFirewall": _firewall,
    "azure-native:network:ConnectivityConfiguration": _mesh,
    "azure-native:network:ExpressRouteCircuit": _circuit,
    "azure-native:network:ExpressRouteCircuitConnection": _reach,
    "azure-native:network:HubVirtualNetworkConnection": _joins(
        "virtualHubName", _HUB, "a network joined to a hub", "virtual-hub-connection-hour", "virtual-hub-gib"
    ),
    "azure-native:network:P2sVpnGateway": _to_site("a VPN gateway for people", "p2s-vpn-gateway-hour"),
    "azure-native:network:VirtualHub": by_sku("virtual-hub"),
    "azure-native:network:VirtualNetworkGateway": _fronted(
        by_sku("virtual-network-gateway"), "ipConfigurations", "a gateway with a public address"
    ),
    "azure-native:network:VirtualNetworkGatewayConnection": _connection,
    "azure-native:network:VirtualNetworkPeering": _joins(
        "virtualNetworkName", NETWORK, "peering of networks", "vnet-peering-in-gib", "vnet-peering-out-gib"
    ),
    "azure-native:cdn:Profile": _edge,
    "azure-native:cloudngfw:Firewall": _filter,
    "azure-native:network:VpnConnection": _to_site("a VPN connection to a site"),
    "azure-native:network:VpnGateway": _to_site("a VPN gateway", "vpn-gateway-hour"),
}
