"""Networks that are joined: gateways of two regions or two clouds, hubs with members in more than one region.

A gateway is known by what its peer's address was computed from. An address that is written out is an office, as far as anybody knows.

Sources: AWS Site-to-Site VPN (customer gateway), Google Cloud HA VPN (external VPN gateway) and Network Connectivity Center, Azure
VPN Gateway (local network gateway, VNet-to-VNet) and Virtual WAN (hubs of one WAN talk to each other across regions).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Path
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain

from .home import home_of
from .words import Place, same

_ENDS: Final = regex(
    r"aws:ec2/(?:customerGateway|vpnConnection)\w*:|gcp:compute/(?:externalVpnGateway|vPNTunnel|routerPeer|interconnectAttachment|interconnect):|gcp:networkconnectivity/\w+:"
    r"|azure-native:network:(?:LocalNetworkGateway|VpnSite|VpnConnection|VirtualNetworkGatewayConnection|ConnectionMonitor|VpnGateway|ExpressRouteCircuitConnection)$"
    r"|aws-native:ec2:CustomerGateway$"
)
_NETWORK: Final = regex(
    r"aws:(?:ec2/(?:vpn\w*|eip|instance|transitGateway\w*)|ec2transitgateway/\w+|directconnect/\w+):"
    r"|gcp:compute/(?:haVpnGateway|vPN\w+|address|router\w*|instance|interconnectAttachment):"
    r"|azure-native:network:(?:PublicIPAddress|VirtualNetworkGateway\w*|VpnGateway|ExpressRoute\w*)$"
)
"""What stands at one end of a tunnel, in a place. What describes the other end (a customer gateway, an external VPN gateway, a local network
gateway) is in none: its own address says where that is. Nor is what is global."""
_HUBS: Final[Mapping[str, str]] = {
    "azure-native:network:VirtualHub": "virtualWan",
    "gcp:networkconnectivity/spoke:Spoke": "hub",
}
"""Type of a hub's member -> the input that names the hub."""


@lru_cache(maxsize=4096)
def is_joint(kind: str) -> bool:
    """Whether a resource of this type may join two places by itself."""
    return kind in _HUBS or _ENDS.match(kind) is not None


def joined(resource: Resource, context: Context, home: Place | None, known: Container[str | None]) -> Iterator[Path]:
    """What a gateway or a hub's member sends to the other region, or the other cloud. `known`: regions that are told already."""
    if home is None:
        return
    others: dict[Place, str] = {}
    if _ENDS.match(resource.type):
        for urns in resource.property_dependencies.values():
            for urn in urns:
                other = context.by_urn.get(urn)
                if other is not None and _NETWORK.match(other.type):
                    place = home_of(other, context)
                    if place is not None and not same(place, home):
                        others.setdefault(place, f"a gateway to {urn.rpartition('::')[2]}")
    hub = _HUBS.get(resource.type)
    if hub is not None:
        mine = _hub(resource, hub)
        for it in context.of_types(resource.type):
            place = home_of(it, context)
            if it.urn < resource.urn and mine and _hub(it, hub) & mine and place is not None and not same(place, home):
                others.setdefault(place, f"a hub that it shares with {it.urn.rpartition('::')[2]}")
    for place, evidence in others.items():
        if place.region in known:
            continue
        base = context.base(resource)
        base["cloud"], base["region"] = home.cloud, home.region
        yield Path(**base, source_region=str(home), target=place.seen_from(home), key="sent_gib", evidence=evidence)


def _hub(resource: Resource, name: str) -> frozenset[str]:
    """What names the hub: its id, or what it was computed from."""
    value = Inputs(resource.inputs).raw(name)
    text = value.get("id") if isinstance(value, Mapping) else value
    named = (plain(text),) if isinstance(text, str) else ()
    return frozenset((*named, *resource.property_dependencies.get(name, ())))
