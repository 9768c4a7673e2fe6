"""Cloud NAT, addresses, forwarding rules, private endpoints and VPN tunnels. The rest of a network is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.facts import Fact, Free
from penstock.resources.gcp.charges import Reader, by_use, charge, hourly
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import followers
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .egress import to_internet

_UNUSED: Final = "public-ipv4-unused-hour"

_RULES: Final = ("gcp:compute/forwardingRule:ForwardingRule", "gcp:compute/globalForwardingRule:GlobalForwardingRule")
_TAKES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_RULES, ("ipAddress",)),
    "gcp:compute/instance:Instance": ("networkInterfaces",),
    "gcp:compute/instanceFromTemplate:InstanceFromTemplate": ("networkInterfaces",),
    "gcp:compute/routerNat:RouterNat": ("natIps", "drainNatIps"),
    "gcp:compute/routerNatAddress:RouterNatAddress": ("natIps", "drainNatIps"),
}
"""Type -> the inputs by which it takes an address."""

_MENTIONS: Final = frozenset({"gcp:compute/firewall:Firewall", "gcp:dns/recordSet:RecordSet"})
"""What names an address and takes none."""


def _address(resource: Resource, context: Context) -> Iterable[Fact]:
    """An external IPv4 address; internal ones and IPv6 are free. One that nothing uses costs twice as much and more (VPC pricing,
    External IP address pricing: "static IP address (assigned but unused)")."""
    inputs = Inputs(resource.inputs)
    kind, version = inputs.text("addressType"), inputs.text("ipVersion")
    if kind == "INTERNAL" or version == "IPV6":
        yield Free(**base(resource, context))
        return
    if isinstance(kind, Unknown):
        yield charge(resource, context, "public-ipv4-hour", UNKNOWN, "whether it is external is not known")
        return
    used = _used(resource, context)
    if used is False:
        line = hourly(resource, context, _UNUSED)
        yield replace(line, basis=f"{line.basis}, nothing in the program uses it")
        return
    line = hourly(resource, context, "public-ipv4-hour")
    unsure = f"{line.basis}; whether anything uses it is not known: at most as one that nothing does"
    yield line if used is True else replace(line, basis=unsure, perhaps=_UNUSED)


def _used(address: Resource, context: Context) -> Maybe[bool]:
    """Whether a machine, a forwarding rule or a NAT gateway takes the address; what else was made from it may or may not. Of a resource
    that is seen alone it is not known."""
    if followers(context, address.urn, "ipAddress", _RULES):  # by its name, its URL or what the program made of it
        return True
    users = context.users(address.urn)
    if any(address.urn in it.property_dependencies.get(path, ()) for it in users for path in _TAKES.get(it.type, ())):
        return True
    others = {it.type for it in users} - _TAKES.keys() - _MENTIONS
    return False if context.complete and not others else UNKNOWN


def _nat(resource: Resource, context: Context) -> Iterable[Fact]:
    """A gateway; addresses that it takes by itself bill too, and how many depends on the machines behind it."""
    inputs = Inputs(resource.inputs)
    if inputs.text("type") == "PRIVATE":
        yield by_use(resource, context, "nat-gateway-gib")
        return
    line = hourly(resource, context, "nat-gateway-hour")
    yield replace(line, basis=f"{line.basis}, as with more than 32 machines behind it, the most that it costs")
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
