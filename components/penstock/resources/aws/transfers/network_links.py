"""Direct Connect, Cloud WAN, Lightsail: links that carry bytes between regions, to the internet or to one's own network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use, each_hour, hourly, lowered
from penstock.resources.facts import Fact, Free
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, parse_json
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import SENT, TO_INTERNET
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .egress import each_way, path, to_internet


def _service(resource: Resource, context: Context) -> Iterable[Fact]:
    """An endpoint service is free to its owner; consumers of another region send to it over the way (VPC user guide, Cross-Region access
    for AWS PrivateLink)."""
    yield Free(**context.base(resource))
    regions = Inputs(resource.inputs).texts("supportedRegions")
    for region in (UNKNOWN,) if isinstance(regions, Unknown) else regions:
        yield from path(resource, context, region, SENT, "consumers of an endpoint service")


def _core_network(resource: Resource, context: Context) -> Iterable[Fact]:
    """Cloud WAN bills an edge in each region by the hour, and each GiB between them; the base policy has the provider's region unless
    it says others (pulumi-aws, networkmanager.CoreNetwork, `basePolicyRegions`)."""
    inputs = Inputs(resource.inputs)
    text = inputs.text("basePolicyDocument")
    regions = inputs.texts("basePolicyRegions") if text is None else _edges(text)
    if not isinstance(regions, Unknown) and not regions and inputs.flag("createBasePolicy") is None:
        yield Free(**context.base(resource))  # its policy is attached by a resource of its own
        return
    yield from _meshed(resource, context, regions)


def _core_policy(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from _meshed(resource, context, _edges(Inputs(resource.inputs).text("policyDocument")))


def _meshed(resource: Resource, context: Context, regions: Maybe[Sequence[Maybe[str]]]) -> Iterable[Fact]:
    """Every edge talks to every other: told from the first to each, both ways."""
    count = UNKNOWN if isinstance(regions, Unknown) else len(regions) or 1
    yield hourly(resource, context, "core-network-edge-hour", count, "edges")
    found = (UNKNOWN, UNKNOWN) if isinstance(regions, Unknown) else regions
    yield from each_way(resource, context, found, SENT, "a core network")


def _edges(text: Maybe[str] | None) -> Maybe[Sequence[Maybe[str]]]:
    """The regions of a policy: `core-network-configuration`.`edge-locations`[].`location`."""
    document = parse_json(text) if isinstance(text, str) else UNKNOWN
    settings = _inner(document, "core-network-configuration")
    locations = Inputs({"locations": _inner(settings, "edge-locations")}).blocks("locations")
    if isinstance(locations, Unknown):
        return UNKNOWN
    return [UNKNOWN if isinstance(it, Unknown) else or_unknown(it.text("location")) for it in locations]


def _inner(value: Value, name: str) -> Value:
    return cast("Mapping[str, Value]", value).get(name) if isinstance(value, Mapping) else UNKNOWN


def _gateway_edges(resource: Resource, context: Context) -> Iterable[Fact]:
    """A Direct Connect gateway bills as an attachment at each edge that it is told."""
    edges = Inputs(resource.inputs).texts("edgeLocations")
    count = UNKNOWN if isinstance(edges, Unknown) else len(edges)
    yield hourly(resource, context, "core-network-attachment-hour", count, "edges")
    yield by_use(resource, context, "core-network-gib")


def _accelerated(resource: Resource, context: Context) -> Iterable[Fact]:
    """What leaves through a Global Accelerator endpoint bills at its region's rate to the internet, beside the accelerator's premium."""
    yield Free(**context.base(resource))
    region = Inputs(resource.inputs).text("endpointGroupRegion")
    yield from path(resource, context, "internet", TO_INTERNET, "Global Accelerator", source=region)


def _elastic_address(resource: Resource, context: Context) -> Iterable[Fact]:
    """The address bills as a resource of its own; with it a machine speaks to the internet."""
    yield Free(**context.base(resource))
    yield from to_internet(resource, context, "a machine's elastic address")


def _dedicated_line(resource: Resource, context: Context) -> Iterable[Fact]:
    """A port by the hour, by its bandwidth, used or not (Direct Connect pricing)."""
    bandwidth = Inputs(resource.inputs).text("bandwidth")
    if bandwidth is None or isinstance(bandwidth, Unknown):
        yield charge(resource, context, "direct-connect-hour", UNKNOWN, "its bandwidth is not known")
    else:
        yield hourly(resource, context, f"direct-connect-{lowered(bandwidth)}-hour")
    yield by_use(resource, context, "direct-connect-gib")


def _light_database(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from _bundle("lightsail-database", "bundleId")(resource, context)
    if Inputs(resource.inputs).flag("publiclyAccessible") not in (None, False):
        yield from to_internet(resource, context, "nodes with public addresses")


def _bundle(prefix: str, name: str, count: str = "") -> Reader:
    """What Lightsail bills by the month as a bundle, `count` times where an input says so."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        kind = inputs.text(name)
        times = or_unknown(inputs.number(count)) if count else 1
        if kind is None or isinstance(kind, Unknown):
            yield charge(resource, context, f"{prefix}-month", UNKNOWN, "its bundle is not known")
        else:
            yield charge(resource, context, f"{prefix}-{plain(kind)}-month", times, "its bundle")

    return read


_ATTACHMENT: Final = each_hour("core-network-attachment-hour", "core-network-gib")

LINKS: Final[Mapping[str, Reader]] = {
    "aws:cloudfront/multitenantDistribution:MultitenantDistribution": each_by_use(
        "cloudfront-gib", "cloudfront-request-million"
    ),
    "aws:directconnect/connection:Connection": _dedicated_line,
    "aws:directconnect/hostedConnection:HostedConnection": _dedicated_line,
    "aws:ec2/eipAssociation:EipAssociation": _elastic_address,
    "aws:ec2/vpcEndpointService:VpcEndpointService": _service,
    "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup": _accelerated,
    "aws:globalaccelerator/endpointGroup:EndpointGroup": _accelerated,
    "aws:lightsail/bucket:Bucket": _bundle("lightsail-bucket", "bundleId"),
    "aws:lightsail/containerService:ContainerService": _bundle("lightsail-container", "power", "scale"),
    "aws:lightsail/database:Database": _light_database,
    "aws:lightsail/distribution:Distribution": _bundle("lightsail-distribution", "bundleId"),
    "aws:lightsail/instance:Instance": _bundle("lightsail-instance", "bundleId"),
    "aws:networkmanager/connectAttachment:ConnectAttachment": _ATTACHMENT,
    "aws:networkmanager/coreNetwork:CoreNetwork": _core_network,
    "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment": _core_policy,
    "aws:networkmanager/dxGatewayAttachment:DxGatewayAttachment": _gateway_edges,
    "aws:networkmanager/siteToSiteVpnAttachment:SiteToSiteVpnAttachment": _ATTACHMENT,
    "aws:networkmanager/transitGatewayPeering:TransitGatewayPeering": _ATTACHMENT,
    "aws:networkmanager/transitGatewayRouteTableAttachment:TransitGatewayRouteTableAttachment": each_by_use(
        "core-network-gib"
    ),
    "aws:networkmanager/vpcAttachment:VpcAttachment": _ATTACHMENT,
}
