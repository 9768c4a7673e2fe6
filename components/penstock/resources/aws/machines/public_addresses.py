"""Public IPv4 addresses of EC2 machines: from the machine's own input, an elastic address, or its subnet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.aws.type_tokens import SUBNET
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_ELASTIC: Final = ("aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation")
_DEFAULT_SUBNET: Final = "aws:ec2/defaultSubnet:DefaultSubnet"
_ASSOCIATED: Final = "associatePublicIpAddress"


def of_instance(resource: Resource, context: Context, inputs: Inputs) -> Maybe[bool]:
    """An elastic address counts whatever else is said; not known where nothing in the program says."""
    if any(user.type in _ELASTIC for user in context.users(resource.urn)):
        return True
    said = inputs.flag(_ASSOCIATED)
    if said is not None:
        return said
    return True if _mapped(resource, context, "subnetId", (inputs.text("subnetId"),)) else UNKNOWN


def of_group(resource: Resource, context: Context, inputs: Inputs, launched_from: Iterable[str]) -> Maybe[bool]:
    """A template that describes network interfaces decides; else the subnets do (EC2 user guide, Public IPv4 addresses)."""
    if any(Inputs(context.by_urn[urn].inputs).given("networkInterfaces") for urn in launched_from):
        return UNKNOWN
    named = inputs.texts("vpcZoneIdentifiers")
    subnets = (UNKNOWN,) if isinstance(named, Unknown) else named
    return True if _mapped(resource, context, "vpcZoneIdentifiers", subnets) else UNKNOWN


def of_blocks(blocks: Iterable[Maybe[Inputs]]) -> Maybe[bool]:
    """Whether any of several descriptions of a machine, or of its interfaces, gives it one; not known when the subnet decides."""
    answers = [UNKNOWN if isinstance(it, Unknown) else it.flag(_ASSOCIATED) for it in blocks]
    if any(answer is True for answer in answers):
        return True
    return False if answers and all(answer is False for answer in answers) else UNKNOWN


def _mapped(resource: Resource, context: Context, name: str, subnets: Iterable[Maybe[str] | None]) -> bool:
    """Whether a subnet that is meant gives each machine in it an address; a default one does unless it says otherwise."""
    found = set(context.sources(resource, name, (SUBNET, _DEFAULT_SUBNET)))
    for text in subnets:
        if isinstance(text, str):
            urn = context.named(text, (SUBNET, _DEFAULT_SUBNET))
            found |= set() if urn is None else {urn}
    return any(_maps(context.by_urn[urn]) for urn in found)


def _maps(subnet: Resource) -> bool:
    said = Inputs(subnet.inputs).flag("mapPublicIpOnLaunch")
    return said is True or (said is None and subnet.type == _DEFAULT_SUBNET)
