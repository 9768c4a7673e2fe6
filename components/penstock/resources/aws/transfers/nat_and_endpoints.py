"""NAT gateways, VPC endpoints and public addresses: what a VPC bills. The rest of it is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, hourly
from penstock.resources.aws.type_tokens import ENDPOINT_ROUTE, SUBNET, VPC
from penstock.resources.facts import Fact, Free, Gateway
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Unknown
from penstock.terms import HOURS_PER_MONTH

from .egress import peered, to_internet


def _nat(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "nat-gateway-hour")
    yield by_use(resource, context, "nat-gateway-gib")
    if Inputs(resource.inputs).text("connectivityType") != "private":
        yield from to_internet(resource, context, "a NAT gateway")
        subnets = context.referred(resource, "subnetId", resource.inputs.get("subnetId"), (SUBNET,))
        yield Gateway(**context.base(resource), leads_to="internet", network=_network(subnets, context))


def _network(members: Sequence[str], context: Context) -> str | None:
    """URN of the network that the subnet, or what else has a `vpcId`, is in."""
    resources = [context.by_urn[urn] for urn in members]
    found = [urn for it in resources for urn in context.referred(it, "vpcId", it.inputs.get("vpcId"), (VPC,))]
    return found[0] if found else None


def _address(resource: Resource, context: Context) -> Iterable[Fact]:
    """One price, whether anything uses it or not ("New - AWS Public IPv4 Address Charge", from 2024-02-01 on)."""
    yield hourly(resource, context, "public-ipv4-hour")


def _endpoint(resource: Resource, context: Context) -> Iterable[Fact]:
    """A gateway endpoint is free; an interface endpoint bills for each zone (subnet) that it is in."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("vpcEndpointType")
    if kind is None or kind == "Gateway":
        yield Free(**context.base(resource))
        service = inputs.text("serviceName")
        stores = service is None or isinstance(service, Unknown) or plain(service).endswith(".s3")
        if stores and _is_routed(resource, context, inputs):
            network = _network((resource.urn,), context)
            yield Gateway(**context.base(resource), leads_to="object-storage", network=network)
        return
    subnets = inputs.texts("subnetIds")
    if isinstance(kind, Unknown) or isinstance(subnets, Unknown):
        yield charge(resource, context, "interface-endpoint-hour", UNKNOWN, "the zones are not known")
    else:
        zones = max(1, len(subnets))
        quantity: Decimal = HOURS_PER_MONTH * zones
        yield charge(resource, context, "interface-endpoint-hour", quantity, f"730 h x {zones} zones")
    yield by_use(resource, context, "interface-endpoint-gib")
    elsewhere = inputs.text("serviceRegion")
    if elsewhere is not None and elsewhere != context.base(resource)["region"]:
        yield from peered(resource, context, elsewhere, "an endpoint of a service in another region")


def _is_routed(resource: Resource, context: Context, inputs: Inputs) -> bool:
    """Whether a route table leads to the endpoint; without one, nothing does (VPC user guide, Gateway endpoints)."""
    return inputs.texts("routeTableIds") != () or any(it.type == ENDPOINT_ROUTE for it in context.users(resource.urn))


NETWORK: Final[Mapping[str, Reader]] = {
    "aws:ec2/eip:Eip": _address,
    "aws:ec2/natGateway:NatGateway": _nat,
    "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
}
