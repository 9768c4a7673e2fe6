"""Cloud Control: `aws-native` types, and the same as JSON (`aws:cloudcontrol/resource:Resource`): CloudFormation's resource types.

A type whose properties have the names of pulumi-aws' inputs is read as that resource, so that a machine is a machine by whichever
provider it is asked for. Every other type of Cloud Control is without a price, and judged by the instance types that it names.
Source: AWS CloudFormation, Resource and property types reference; pulumi-aws-native spells a property with a small first letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from penstock.regex import regex
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.documents import document
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value


@dataclass(frozen=True, slots=True)
class _As:
    """The type of pulumi-aws that a resource is read as. `inside`: the property that holds its inputs; `renamed`: property -> input."""

    type: str
    inside: str | None = None
    renamed: Mapping[str, str] | None = None


_READ_AS: Final[Mapping[str, _As]] = {
    "AWS::AutoScaling::AutoScalingGroup": _As(
        "aws:autoscaling/group:Group", renamed={"vpcZoneIdentifier": "vpcZoneIdentifiers"}
    ),
    "AWS::AutoScaling::LaunchConfiguration": _As("aws:ec2/launchConfiguration:LaunchConfiguration"),
    "AWS::Batch::ComputeEnvironment": _As("aws:batch/computeEnvironment:ComputeEnvironment"),
    "AWS::EC2::Instance": _As("aws:ec2/instance:Instance"),
    "AWS::EC2::LaunchTemplate": _As("aws:ec2/launchTemplate:LaunchTemplate", inside="launchTemplateData"),
    "AWS::EC2::NatGateway": _As("aws:ec2/natGateway:NatGateway"),
    "AWS::EC2::Volume": _As("aws:ebs/volume:Volume", renamed={"volumeType": "type"}),
    "AWS::EKS::Nodegroup": _As(
        "aws:eks/nodeGroup:NodeGroup", renamed={"nodeRole": "nodeRoleArn", "subnets": "subnetIds"}
    ),
}
"""CloudFormation type -> what it is read as."""

CONTROLLED: Final = "aws:cloudcontrol/resource:Resource"

_BY_TOKEN: Final = {f"aws-native:{(parts := name.split('::'))[1].lower()}:{parts[2]}": name for name in _READ_AS}


def translated(capture: Capture) -> Capture:
    """`capture` with what is asked for through Cloud Control as the resources of pulumi-aws that it is, where there is such a reader."""
    if not any(it.type == CONTROLLED or it.type in _BY_TOKEN for it in capture.resources):
        return capture
    urns = frozenset(it.urn for it in capture.resources)
    region = Inputs(capture.config).text("aws-native:region")
    return replace(capture, resources=tuple(_translated(it, urns, region) for it in capture.resources))


def _translated(resource: Resource, urns: frozenset[str], region: Maybe[str] | None) -> Resource:
    """`region`: the stack's, for a resource whose default provider is not in what was saved."""
    if resource.type == CONTROLLED:
        return _desired(resource)
    name = _BY_TOKEN.get(resource.type)
    found = None if name is None else read_as(name, lower(resource.inputs))
    if found is None:
        return resource
    kind, inputs = found
    if region is not None and resource.provider not in urns:
        inputs = {"region": region, **inputs}
    return replace(resource, type=kind, inputs=inputs)


def _desired(resource: Resource) -> Resource:
    inputs = Inputs(resource.inputs)
    name, state = inputs.text("typeName"), inputs.raw("desiredState")
    properties = document(state)
    if not isinstance(name, str) or isinstance(properties, Unknown):
        return resource
    found = read_as(plain(name), lower(properties))
    if found is None:
        return resource
    kind, made = found
    region = inputs.raw("region")
    return replace(
        resource,
        type=kind,
        inputs=made if region is None else {"region": region, **made},
        property_dependencies=_moved(resource, made),
    )


def _moved(resource: Resource, made: Mapping[str, Value]) -> Mapping[str, tuple[str, ...]]:
    """Any property may have come from what the JSON came from."""
    came_from = resource.property_dependencies.get("desiredState", ())
    return dict.fromkeys(made, came_from) if came_from else {}


def read_as(name: str, properties: Mapping[str, Value]) -> tuple[str, Mapping[str, Value]] | None:
    """(type, inputs) of pulumi-aws of a CloudFormation resource, whose `properties` are in camel case; None where there is no such
    reader."""
    kind = _READ_AS.get(name)
    if kind is None:
        return None
    inner = properties if kind.inside is None else Inputs(properties).raw(kind.inside)
    block = cast("Mapping[str, Value]", inner) if isinstance(inner, Mapping) else {"instanceType": UNKNOWN}
    renamed = kind.renamed or {}
    made = {renamed.get(key, key): value for key, value in block.items()}
    template = made.get("launchTemplate")
    if isinstance(template, Mapping):
        made["launchTemplate"] = {_TEMPLATE.get(key, key): value for key, value in template.items()}
    return kind.type, made


_TEMPLATE: Final = {"launchTemplateId": "id", "launchTemplateName": "name"}
"""How CloudFormation names a launch template -> how pulumi-aws does, where it is not inside a policy."""


def lower(value: Mapping[str, Value]) -> Mapping[str, Value]:
    """Properties in pulumi-aws' spelling, at every level; a function of CloudFormation (`{"Ref": ...}`) is not known here."""
    return {_small(key): _lower(item) for key, item in value.items()}


def _lower(value: Value) -> Value:
    if isinstance(value, Mapping):
        block = cast("Mapping[str, Value]", value)
        return UNKNOWN if is_function(block) else lower(block)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_lower(item) for item in value]
    return value


def is_function(value: Mapping[str, Value]) -> bool:
    """Whether a block stands for a value that CloudFormation finds."""
    return len(value) == 1 and next(iter(value)).startswith(("Ref", "Fn::"))


_LETTERS: Final = regex(r"[A-Z]+(?=[A-Z][a-z]|\d|$)|[A-Z]")
_SPELLED: Final = {
    "desiredvCpus": "desiredVcpus",
    "maxvCpus": "maxVcpus",
    "minvCpus": "minVcpus",
    "memoryMiB": "memoryMib",
    "vCpuCount": "vcpuCount",
}


def _small(key: str) -> str:
    text = _LETTERS.sub(lambda match: match[0].lower(), plain(key), count=1) if key[:1].isupper() else plain(key)
    return _SPELLED.get(text, text)
