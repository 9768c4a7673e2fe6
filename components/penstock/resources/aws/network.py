"""What a network bills: NAT, endpoints and public addresses. The rest of it is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Fact, Free
from penstock.resources.inputs import Inputs
from penstock.resources.values import UNKNOWN, Unknown
from penstock.terms import HOURS_PER_MONTH

from .charges import Reader, by_use, charge, hourly
from .paths import to_internet


def _nat(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "nat-gateway-hour")
    yield by_use(resource, context, "nat-gateway-gib")
    if Inputs(resource.inputs).text("connectivityType") != "private":
        yield from to_internet(resource, context, "a NAT gateway")


def _address(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "public-ipv4-hour")


def _endpoint(resource: Resource, context: Context) -> Iterable[Fact]:
    """A gateway endpoint is free; an interface endpoint bills for each zone (subnet) that it is in."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("vpcEndpointType")
    if kind is None or kind == "Gateway":
        yield Free(**context.base(resource))
        return
    subnets = inputs.texts("subnetIds")
    if isinstance(kind, Unknown) or isinstance(subnets, Unknown):
        yield charge(resource, context, "interface-endpoint-hour", UNKNOWN, "the zones are not known")
    else:
        zones = max(1, len(subnets))
        quantity: Decimal = HOURS_PER_MONTH * zones
        yield charge(resource, context, "interface-endpoint-hour", quantity, f"730 h x {zones} zones")
    yield by_use(resource, context, "interface-endpoint-gib")


NETWORK: Final[Mapping[str, Reader]] = {
    "aws:ec2/eip:Eip": _address,
    "aws:ec2/natGateway:NatGateway": _nat,
    "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
}
