"""NAT routes: whether what goes to a storage account leaves by the NAT gateway, which bills each byte, or by an endpoint.

A service endpoint of a subnet, or a private endpoint of an account, takes the traffic to storage past the NAT gateway (Azure Virtual
Network, Virtual network service endpoints; Azure NAT Gateway, Design virtual networks with NAT gateway).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from penstock.resources.azure.places import base
from penstock.resources.azure.references import referred
from penstock.resources.facts import Fact, Gateway
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_NETWORK: Final = "azure-native:network:VirtualNetwork"
_SUBNET: Final = "azure-native:network:Subnet"
_ENDPOINT: Final = "azure-native:network:PrivateEndpoint"

_STORAGE: Final = "Microsoft.Storage"
_PARTS: Final = frozenset({"blob", "dfs", "file"})
"""What of an account a private endpoint may be for."""


def gateways(nat: Resource, context: Context) -> Iterator[Fact]:
    """The NAT gateway as a way out of its network; beside it the way to the object store, where every subnet has one."""
    where = base(nat, context)
    found = [(network, it) for user in context.users(nat.urn) for network, it in _subnets(user, context)]
    networks = {network for network, _ in found}
    network = networks.pop() if len(networks) == 1 else None
    yield Gateway(**where, leads_to="internet", network=network)
    if network is not None and (_has_private(context) or all(_has_service(it) is True for _, it in found)):
        yield Gateway(**where, leads_to="object-storage", network=network)


def _subnets(user: Resource, context: Context) -> Iterator[tuple[str | None, Inputs]]:
    """(network, subnet) of what uses the gateway: a subnet of its own, or those inside a network."""
    inputs = Inputs(user.inputs)
    if user.type == _SUBNET:
        named = inputs.raw("virtualNetworkName")
        owners = referred(user, context, "virtualNetworkName", named, (_NETWORK,))
        yield (owners[0] if owners else None), inputs
    elif user.type == _NETWORK:
        blocks = inputs.blocks("subnets")
        for block in () if isinstance(blocks, Unknown) else blocks:
            if isinstance(block, Inputs) and block.given("natGateway"):
                yield user.urn, block


def _has_service(subnet: Inputs) -> Maybe[bool]:
    endpoints = subnet.blocks("serviceEndpoints")
    if isinstance(endpoints, Unknown):
        return UNKNOWN
    services = [it if isinstance(it, Unknown) else it.text("service") for it in endpoints]
    return any(isinstance(it, str) and plain(it).startswith(_STORAGE) for it in services)


def _has_private(context: Context) -> bool:
    """Whether the program has a private endpoint for data of an account."""
    for resource in context.capture.resources:
        links = Inputs(resource.inputs).blocks("privateLinkServiceConnections") if resource.type == _ENDPOINT else ()
        for link in () if isinstance(links, Unknown) else links:
            parts = link.texts("groupIds") if isinstance(link, Inputs) else UNKNOWN
            if not isinstance(parts, Unknown) and any(isinstance(it, str) and it in _PARTS for it in parts):
                return True
    return False
