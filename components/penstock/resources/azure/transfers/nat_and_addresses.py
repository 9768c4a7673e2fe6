"""NAT gateways, public addresses, load balancers, private endpoints and peering of Azure. The rest of a network is free or unread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader, by_use, charge, free, hourly
from penstock.resources.facts import Fact
from penstock.resources.reading.blocks import text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Unknown

from .egress import to_internet
from .nat_routes import gateways

_RULES_IN_PRICE: Final = 5
"""A Standard load balancer's hour has five rules in it; inbound NAT rules are free (Load Balancer pricing)."""

_BITS: Final = 32


def _address(resource: Resource, context: Context) -> Iterable[Fact]:
    """A public address, attached or not (IP Addresses pricing). One of a prefix is in the prefix's price."""
    inputs = Inputs(resource.inputs)
    version = inputs.text("publicIPAddressVersion")
    if inputs.given("publicIPPrefix"):
        yield free(resource, context)
    elif isinstance(version, Unknown):
        yield hourly(resource, context, "public-ipv4-hour", UNKNOWN)
    else:
        yield hourly(resource, context, "public-ipv6-hour" if version == "IPv6" else "public-ipv4-hour")


def _prefix(resource: Resource, context: Context) -> Iterable[Fact]:
    """Each address of the prefix bills, taken or not."""
    inputs = Inputs(resource.inputs)
    length, version = inputs.integer("prefixLength"), inputs.text("publicIPAddressVersion")
    if version == "IPv6":
        yield hourly(resource, context, "public-ipv6-prefix-hour")
        return
    if not isinstance(length, int) or isinstance(version, Unknown) or not 0 <= length <= _BITS:
        yield hourly(resource, context, "public-ipv4-prefix-hour", UNKNOWN)
        return
    yield hourly(resource, context, "public-ipv4-prefix-hour", 1 << (_BITS - length))


def _nat(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "nat-gateway-hour")
    yield by_use(resource, context, "nat-gateway-gib")
    yield from to_internet(resource, context, "what leaves through a NAT gateway")
    yield from gateways(resource, context)


def _load_balancer(resource: Resource, context: Context) -> Iterable[Fact]:
    """Basic is free; Standard, also where the sku is left out, bills by its rules, and nothing without one."""
    inputs = Inputs(resource.inputs)
    sku = text_at(inputs, "sku", "name")
    rules = [inputs.blocks(name) for name in ("loadBalancingRules", "outboundRules")]
    if sku == "Basic":
        yield free(resource, context)
        return
    if isinstance(sku, Unknown) or any(isinstance(it, Unknown) for it in rules):
        yield hourly(resource, context, "load-balancer-hour", UNKNOWN)
        yield by_use(resource, context, "load-balancer-gib")
        return
    kind = "gateway-load-balancer" if sku == "Gateway" else "load-balancer"
    count = sum(len(it) for it in rules if not isinstance(it, Unknown))
    if count == 0:
        yield free(resource, context)
        return
    yield hourly(resource, context, f"{kind}-hour")
    if count > _RULES_IN_PRICE:
        yield hourly(resource, context, f"{kind}-rule-hour", count - _RULES_IN_PRICE)
    yield by_use(resource, context, f"{kind}-gib")


def _endpoint(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "private-endpoint-hour")
    yield by_use(resource, context, "private-endpoint-gib")


def _bastion(resource: Resource, context: Context) -> Iterable[Fact]:
    """The Developer sku is free."""
    sku = text_at(Inputs(resource.inputs), "sku", "name")
    if isinstance(sku, Unknown):
        yield charge(resource, context, "bastion-hour", UNKNOWN, "its sku is not known")
    elif sku == "Developer":
        yield free(resource, context)
    else:
        kind = "basic" if sku is None else plain(sku).lower()
        yield hourly(resource, context, f"bastion-{kind}-hour")
        units = Inputs(resource.inputs).integer("scaleUnits")
        if units is not None and (isinstance(units, Unknown) or units > _UNITS_IN_PRICE):
            more = units if isinstance(units, Unknown) else units - _UNITS_IN_PRICE
            yield hourly(resource, context, f"bastion-{kind}-unit-hour", more, "units")


_UNITS_IN_PRICE: Final = 2
"""Scale units that the price of a bastion has (Azure Bastion pricing: additional instances)."""


NETWORK: Final[Mapping[str, Reader]] = {
    "azure-native:network:BastionHost": _bastion,
    "azure-native:network:LoadBalancer": _load_balancer,
    "azure-native:network:NatGateway": _nat,
    "azure-native:network:PrivateEndpoint": _endpoint,
    "azure-native:network:PublicIPAddress": _address,
    "azure-native:network:PublicIPPrefix": _prefix,
}
