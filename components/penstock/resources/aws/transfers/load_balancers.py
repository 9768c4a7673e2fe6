"""Load balancers, transit gateways, VPN, Global Accelerator and internet gateways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use, each_hour, hourly
from penstock.resources.facts import Fact, Free
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.paths import CROSS_ZONE, ZONE
from penstock.resources.reading.values import UNKNOWN, Unknown

from .egress import path, peered, to_internet

_KINDS: Final = {
    "application": "load-balancer",
    "network": "network-load-balancer",
    "gateway": "gateway-load-balancer",
}


def _balancer(resource: Resource, context: Context) -> Iterable[Fact]:
    """An hour, and units of what goes through. Bytes between zones are free behind an application load balancer; behind the
    others they bill when cross-zone load balancing is on, which it is not by default (Elastic Load Balancing FAQ)."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("loadBalancerType")
    prefix = _KINDS.get("application" if kind is None else kind) if not isinstance(kind, Unknown) else None
    if prefix is None:
        yield charge(resource, context, "load-balancer-hour", UNKNOWN, "its type is not known")
    else:
        yield hourly(resource, context, f"{prefix}-hour")
        yield by_use(resource, context, f"{prefix}-lcu-hour")
    crossing = inputs.flag("enableCrossZoneLoadBalancing")
    if prefix != "load-balancer" and (crossing is True or isinstance(crossing, Unknown)):
        yield from path(resource, context, ZONE, CROSS_ZONE, "cross-zone load balancing")
    if kind != "gateway":
        yield from _outward(resource, context, inputs)


def _outward(resource: Resource, context: Context, inputs: Inputs) -> Iterable[Fact]:
    """A load balancer faces the internet unless it is told to be internal; then it has a public address in each subnet."""
    internal = inputs.flag("internal")
    if internal is True:
        return
    found = inputs.texts("subnets")
    subnets = found if found != () else inputs.blocks("subnetMappings")
    count = UNKNOWN if isinstance(subnets, Unknown) or isinstance(internal, Unknown) or not subnets else len(subnets)
    yield hourly(resource, context, "public-ipv4-hour", count, "addresses")
    yield from to_internet(resource, context, "a load balancer that faces the internet")


def _classic(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "classic-load-balancer-hour")
    yield by_use(resource, context, "classic-load-balancer-gib")
    yield from _outward(resource, context, Inputs(resource.inputs))


def _transit_peering(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "transit-gateway-attachment-hour")
    peer = Inputs(resource.inputs).text("peerRegion")
    yield from peered(resource, context, UNKNOWN if peer is None else peer, "transit gateway peering")


def _gateway(resource: Resource, context: Context) -> Iterable[Fact]:
    """Free itself; what leaves through it is billed to nobody else."""
    yield Free(**context.base(resource))
    yield from to_internet(resource, context, "an internet gateway")


def _accelerator(resource: Resource, context: Context) -> Iterable[Fact]:
    """Bills its hours also while it is disabled; and a premium on each GiB in the busier direction."""
    yield hourly(resource, context, "global-accelerator-hour")
    yield by_use(resource, context, "global-accelerator-gib")
    yield hourly(resource, context, "public-ipv4-hour", 2, "addresses")


def _vpn(resource: Resource, context: Context) -> Iterable[Fact]:
    """Two tunnels, each with a public address unless the connection is private."""
    inputs = Inputs(resource.inputs)
    yield hourly(resource, context, "vpn-connection-hour")
    if inputs.text("outsideIpAddressType") != "PrivateIpv4":
        yield hourly(resource, context, "public-ipv4-hour", 2, "addresses")
        yield from to_internet(resource, context, "a VPN over the internet")


_ATTACHMENT: Final = each_hour("transit-gateway-attachment-hour", "transit-gateway-gib")

BALANCERS: Final[Mapping[str, Reader]] = {
    "aws:alb/loadBalancer:LoadBalancer": _balancer,
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": _gateway,
    "aws:ec2/internetGateway:InternetGateway": _gateway,
    "aws:ec2/trafficMirrorSession:TrafficMirrorSession": each_hour("traffic-mirror-hour"),
    "aws:ec2/vpnConnection:VpnConnection": _vpn,
    "aws:ec2clientvpn/endpoint:Endpoint": each_by_use("client-vpn-connection-hour"),
    "aws:ec2clientvpn/networkAssociation:NetworkAssociation": each_hour("client-vpn-association-hour"),
    "aws:ec2transitgateway/connect:Connect": _ATTACHMENT,
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": _transit_peering,
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": _ATTACHMENT,
    "aws:elb/loadBalancer:LoadBalancer": _classic,
    "aws:globalaccelerator/accelerator:Accelerator": _accelerator,
    "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator": _accelerator,
    "aws:lb/loadBalancer:LoadBalancer": _balancer,
}
