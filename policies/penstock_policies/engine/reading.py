"""What the engine gives a policy, as the resources that our readers know.

What pulumi-policy 1.21 does (`proxy.py`): reading an unknown property raises, which would abort a whole stack policy. So every
property is converted by itself, to a plain value or `UNKNOWN`, before any rule sees it. Numbers come as floats: the protocol has
no whole ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

import pulumi
import pulumi_policy as engine
from pulumi_policy.proxy import UnknownValueError

from penstock.resources import CLOUDS, read
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, Value

_NAMES: Final = ("id", "arn", "name", "bucket")
"""Outputs by which other resources may call a resource."""


def alone_from(resource: Resource, provider: Resource | None) -> FactSet:
    """The facts of one resource, which may refer to others that are not here."""
    resources = (resource,) if provider is None else (provider, resource)
    return read(_stack_of(resources), complete=False)


def capture_from(resources: Iterable[engine.PolicyResource], seen: Mapping[str, Mapping[str, Value]]) -> Capture:
    """The whole stack, by the inputs in `seen`; by its outputs where a resource is not in it."""
    found: dict[str, Resource] = {}
    for it in resources:
        provider = provider_from(it.provider)
        if provider is not None:
            found.setdefault(provider.urn, provider)
        inputs = seen.get(it.urn)
        found[it.urn] = Resource(
            urn=it.urn,
            type=it.resource_type,
            name=it.name,
            inputs=converted(it.props) if inputs is None else inputs,
            outputs=_named_outputs(it.props),
            parent=it.parent.urn if it.parent is not None else None,
            ignore_changes=tuple(it.opts.ignore_changes),
            protect=it.opts.protect,
            custom=_is_custom(it.resource_type, it.provider),
            provider=None if provider is None else provider.urn,
            dependencies=tuple(sorted(other.urn for other in it.dependencies)),
            property_dependencies={
                name: tuple(sorted(other.urn for other in others)) for name, others in it.property_dependencies.items()
            },
        )
    return _stack_of(tuple(found[urn] for urn in sorted(found)))


def _stack_of(resources: tuple[Resource, ...]) -> Capture:
    return Capture(project="", stack="", resources=resources, config=_config(), origin="engine")


def _config() -> Mapping[str, Value]:
    """The stack's config as far as a purpose may be in it; the engine gives it to the pack's process."""
    config = pulumi.Config("penstock")
    found = {"penstock:purpose": config.get("purpose")}
    try:
        return {**found, "penstock:environment": cast("Value", config.get_object("environment"))}
    except pulumi.ConfigTypeError:
        return {**found, "penstock:environment": UNKNOWN}


def resource_from(args: engine.ResourceValidationArgs, inputs: Mapping[str, Value]) -> Resource:
    """One resource by its inputs."""
    return Resource(
        urn=args.urn,
        type=args.resource_type,
        name=args.name,
        inputs=inputs,
        custom=_is_custom(args.resource_type, args.provider),
        provider=None if args.provider is None else args.provider.urn,
        parent=args.opts.parent,
        ignore_changes=tuple(args.opts.ignore_changes),
        protect=args.opts.protect,
    )


def _is_custom(kind: str, provider: engine.PolicyProviderResource | None) -> bool:
    """A component has no provider; a cloud's own resource is none, whatever the engine says of its provider."""
    return provider is not None or kind.partition(":")[0] in CLOUDS


def provider_from(provider: engine.PolicyProviderResource | None) -> Resource | None:
    """A resource's provider: its region and default tags."""
    if provider is None:
        return None
    kind, name = provider.resource_type, provider.name
    kind = kind if kind.startswith("pulumi:providers:") else f"pulumi:providers:{kind}"
    return Resource(urn=provider.urn, type=kind, name=name, inputs=converted(provider.props))


def _named_outputs(props: Mapping[str, Any]) -> Mapping[str, Value]:
    there = set(props)
    return {name: _at(props, name) for name in _NAMES if name in there}


def converted(props: Mapping[str, Any]) -> dict[str, Value]:
    """Plain values, with `UNKNOWN` for each property that only the cloud knows. Only the keys are read without a guard."""
    return {key: _at(props, key) for key in list(props)}


def _at(holder: Any, key: Any) -> Value:
    try:
        value = holder[key]
    except UnknownValueError:
        return UNKNOWN
    if isinstance(value, Mapping):
        return converted(cast("Mapping[str, Any]", value))
    if isinstance(value, float):
        return int(value) if value.is_integer() else value  # the protocol has no whole numbers
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Sequence):
        items = cast("Sequence[Any]", value)
        return [_at(items, index) for index in range(len(items))]
    return UNKNOWN  # an asset or an archive
