"""Resources as the engine hands them to a pack, and the secrets in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2

from penstock.preview.sdk_types import ResourceClasses
from penstock.resources.capture import Resource
from penstock.resources.values import SECRET_MASK, SecretNumber, SecretText, Unknown, Value

from .outputs import outputs_of

_UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""The engine's sentinel of an unknown text (`sdk/go/common/resource/plugin/rpc.go`): what a value's type would be is unknown too."""


def alone(resource: Resource, inputs: Mapping[str, Any], by_urn: Mapping[str, Resource]) -> analyzer_pb2.AnalyzeRequest:
    """One resource by its inputs, in wire form."""
    return analyzer_pb2.AnalyzeRequest(
        type=resource.type,
        properties=_struct(inputs),
        urn=resource.urn,
        name=resource.name,
        options=_options(resource),
        provider=_provider(resource, by_urn),
    )


def of_stack(
    resource: Resource, inputs: Mapping[str, Any], by_urn: Mapping[str, Resource], classes: ResourceClasses
) -> analyzer_pb2.AnalyzerResource:
    """One resource of a whole stack: its inputs, which a component does not have there, under its outputs."""
    return analyzer_pb2.AnalyzerResource(
        type=resource.type,
        properties=_struct({**(inputs if resource.custom else {}), **plain(outputs_of(resource, inputs, classes))}),
        urn=resource.urn,
        name=resource.name,
        options=_options(resource),
        provider=_provider(resource, by_urn),
        parent=resource.parent or "",
        dependencies=resource.dependencies,
        propertyDependencies={
            name: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns)
            for name, urns in resource.property_dependencies.items()
        },
    )


def _options(resource: Resource) -> analyzer_pb2.AnalyzerResourceOptions:
    return analyzer_pb2.AnalyzerResourceOptions(
        protect=resource.protect,
        ignoreChanges=resource.ignore_changes,
        parent=resource.parent or "",
    )


def _provider(resource: Resource, by_urn: Mapping[str, Resource]) -> analyzer_pb2.AnalyzerProviderResource | None:
    provider = by_urn.get(resource.provider or "")
    if provider is None:
        return None
    return analyzer_pb2.AnalyzerProviderResource(
        type=provider.type, properties=_struct(plain(provider.inputs)), urn=provider.urn, name=provider.name
    )


def plain(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values in wire form: secrets in clear, as the engine gives them; what is unknown as its sentinel."""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Value) -> Any:
    match value:
        case Unknown():
            return _UNKNOWN
        case SecretText():
            return value.reveal()
        case bool() | None:
            return value
        case int() | float():
            return float(value)  # the wire has no other number, and a secret one is no mask there
        case str():
            return value
        case Mapping():
            return plain(value)
        case Sequence():
            return [_plain(item) for item in value]


def _struct(values: Mapping[str, Any]) -> struct_pb2.Struct:
    made = struct_pb2.Struct()
    made.update(dict(values))
    return made


def secrets_of(values: Value) -> Iterator[str]:
    """Every secret in it, as a policy may write it into a message. One of a letter or two is no secret, and everywhere."""
    match values:
        case SecretText():
            yield from (text for text in (values.reveal(),) if len(text) > 2)
        case SecretNumber():
            number = float(values)
            yield from {repr(number), f"{number:g}", f"{number:.0f}"} if abs(number) >= 100 else ()
        case str():
            return
        case Mapping():
            for item in values.values():
                yield from secrets_of(item)
        case Sequence():
            for item in values:
                yield from secrets_of(item)
        case _:
            return


def masked(text: str, secrets: Sequence[str]) -> str:
    """`text` without any of `secrets`, the longest of which come first."""
    for secret in secrets:
        text = text.replace(secret, SECRET_MASK)
    return text
