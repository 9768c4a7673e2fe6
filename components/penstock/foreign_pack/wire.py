"""A capture as the engine hands it to a pack, and the secrets in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2

from penstock.preview.validation.sdk_types import ResourceClasses
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import SECRET_MASK, SecretNumber, SecretText, Unknown, Value

from .outputs import outputs_of

_STACK: Final = "pulumi:pulumi:Stack"

_UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""The engine's sentinel of an unknown text (`sdk/go/common/resource/plugin/rpc.go`): what a value's type would be is unknown too."""


class WireCapture:
    """A capture as the engine hands it to a pack: converted once, here, however often it is asked about.

    What remediations rewrite stays in it. `urns`: the resources that the engine asks about: what is only looked up has no goal.
    """

    def __init__(self, capture: Capture) -> None:
        self._by_urn = capture.by_urn()
        asked = [it for it in capture.resources if not it.external]
        self.urns: Sequence[str] = [it.urn for it in asked]
        self._inputs: dict[str, dict[str, Any]] = {it.urn: _plain_values(it.inputs) for it in asked}
        self._options = {it.urn: _options(it) for it in asked}
        self._providers = {
            urn: _provider(self._by_urn[urn]) for it in asked if (urn := it.provider or "") in self._by_urn
        }
        self._classes = ResourceClasses()
        holders = [values for it in capture.resources for values in (it.inputs, it.outputs)]
        found = {secret for values in (*holders, capture.config) for secret in secrets_of(values)}
        self._secrets = sorted(found, key=lambda it: (-len(it), it))
        self._stack = f"urn:pulumi:{capture.stack}::{capture.project}::{_STACK}::{capture.project}-{capture.stack}"

    def known(self, urn: str) -> str:
        """`urn`, or the stack's where no resource here has it."""
        return urn if urn in self._by_urn else self._stack

    def alone(self, urn: str) -> analyzer_pb2.AnalyzeRequest:
        """One resource by its inputs."""
        resource = self._by_urn[urn]
        return analyzer_pb2.AnalyzeRequest(
            type=resource.type,
            properties=_struct(self._inputs[urn]),
            urn=urn,
            name=resource.name,
            options=self._options[urn],
            provider=self._providers.get(resource.provider or ""),
        )

    def whole(self) -> analyzer_pb2.AnalyzeStackRequest:
        """Every resource: its inputs, which a component does not have there, under its outputs."""
        return analyzer_pb2.AnalyzeStackRequest(resources=[self._in_stack(self._by_urn[urn]) for urn in self.urns])

    def rewrite(self, urn: str, properties: struct_pb2.Struct) -> list[str]:
        """Take what a remediation made of a resource's inputs; the keys that it changed."""
        before, after = self._inputs[urn], json_format.MessageToDict(properties)
        changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        if changed:
            self._inputs[urn] = after
        return changed

    def masked(self, text: str) -> str:
        """`text` without any secret of the capture, the longest of which go first."""
        for secret in self._secrets:
            text = text.replace(secret, SECRET_MASK)
        return text

    def _in_stack(self, resource: Resource) -> analyzer_pb2.AnalyzerResource:
        inputs = self._inputs[resource.urn]
        outputs = _plain_values(outputs_of(resource, inputs, self._classes))
        return analyzer_pb2.AnalyzerResource(
            type=resource.type,
            properties=_struct({**(inputs if resource.custom else {}), **outputs}),
            urn=resource.urn,
            name=resource.name,
            options=self._options[resource.urn],
            provider=self._providers.get(resource.provider or ""),
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


def _provider(provider: Resource) -> analyzer_pb2.AnalyzerProviderResource:
    properties = _struct(_plain_values(provider.inputs))
    return analyzer_pb2.AnalyzerProviderResource(
        type=provider.type, properties=properties, urn=provider.urn, name=provider.name
    )


def _plain_values(values: Mapping[str, Value]) -> dict[str, Any]:
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
            return _plain_values(value)
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
