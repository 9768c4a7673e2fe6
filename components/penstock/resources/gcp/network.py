"""What a network bills: addresses, NAT, forwarding rules, private endpoints, VPN tunnels. The rest of it is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Fact, Free
from penstock.resources.inputs import Inputs
from penstock.resources.values import UNKNOWN, Unknown

from .charges import Reader, by_use, charge, hourly
from .paths import to_internet
from .places import base


def _address(resource: Resource, context: Context) -> Iterable[Fact]:
    """An external IPv4 address; internal ones and IPv6 are free."""
    inputs = Inputs(resource.inputs)
    kind, version = inputs.text("addressType"), inputs.text("ipVersion")
    if kind == "INTERNAL" or version == "IPV6":
        yield Free(**base(resource, context))
    elif isinstance(kind, Unknown):
        yield charge(resource, context, "public-ipv4-hour", UNKNOWN, "whether it is external is not known")
    else:
        yield hourly(resource, context, "public-ipv4-hour")


def _nat(resource: Resource, context: Context) -> Iterable[Fact]:
    """A gateway; addresses that it takes by itself bill too, and how many depends on the machines behind it."""
    inputs = Inputs(resource.inputs)
    if inputs.text("type") == "PRIVATE":
        yield by_use(resource, context, "nat-gateway-gib")
        return
    yield hourly(resource, context, "nat-gateway-hour")
    yield by_use(resource, context, "nat-gateway-gib")
    yield from to_internet(resource, context, "what leaves through a NAT gateway")
    if inputs.text("natIpAllocateOption") != "MANUAL_ONLY":
        yield charge(resource, context, "public-ipv4-hour", None, "one or more, taken as they are needed")


def _rule(hour: str) -> Reader:
    """A load balancer's rule, or an endpoint of Private Service Connect. What a global rule costs depends on no region, what it processes on
    where that is (Cloud Load Balancing pricing)."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        scheme = Inputs(resource.inputs).raw("loadBalancingScheme")
        if isinstance(scheme, Unknown):
            yield charge(resource, context, hour, UNKNOWN, "whether it is a load balancer's is not known")
            return
        private = scheme == ""  # said by an endpoint, for a rule that says nothing is an external load balancer's
        yield hourly(resource, context, "private-endpoint-hour" if private else hour)
        yield by_use(resource, context, "private-endpoint-gib" if private else "load-balancer-gib")

    return read


NETWORK: Final[Mapping[str, Reader]] = {
    "gcp:compute/address:Address": _address,
    "gcp:compute/forwardingRule:ForwardingRule": _rule("load-balancer-hour"),
    "gcp:compute/globalAddress:GlobalAddress": _address,
    "gcp:compute/globalForwardingRule:GlobalForwardingRule": _rule("global-load-balancer-hour"),
    "gcp:compute/routerNat:RouterNat": _nat,
}
