"""Captures: the resources that a program asked for, whichever way they were read.

`penstock.preview` makes a `Capture` from a program run in process, from `pulumi preview --json` or from
`pulumi stack export`; the policy pack makes one from what the engine hands it. Rules and prices read only this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from penstock.problem import Problem

from .values import UNKNOWN, Maybe, Value

_CLOUDS: Final = {"azure-native": "azure"}
"""Provider package -> the cloud's name, where they differ."""


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """Where in the program a resource was declared: a path relative to the program's folder, and a line from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One registered resource.

    Attributes:
        urn: Pulumi URN, as the engine would make it.
        type: type token, e.g. `aws:ec2/instance:Instance`.
        name: the resource's name in the program.
        inputs: after transforms, in the provider's (camelCase) spelling; unknown values are `UNKNOWN`.
        outputs: state outputs where they are really known (a stack export, a component's registered outputs); else empty.
        parent: URN of the parent; None for the stack itself.
        custom: False for a component.
        external: True when it is read (`.get`), not managed.
        provider: URN of the provider resource, explicit or default; None for a component.
        dependencies: URNs that the resource depends on, sorted.
        property_dependencies: input name -> URNs that the value came from, sorted.
        aliases: URNs that it had before, as the program states them.
        hooks: names of the program's own functions that a deployment runs around it; a saved capture does not know them.
        source: where it was declared; None when not known (saved captures).
    """

    urn: str
    type: str
    name: str
    inputs: Mapping[str, Value]
    outputs: Mapping[str, Value] = field(default_factory=dict[str, Value])
    parent: str | None = None
    custom: bool = True
    external: bool = False
    provider: str | None = None
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    aliases: tuple[str, ...] = ()
    ignore_changes: tuple[str, ...] = ()
    retain_on_delete: bool = False
    protect: bool = False
    hooks: tuple[str, ...] = ()
    source: SourcePosition | None = None

    @property
    def package(self) -> str:
        """The provider's package: `aws` of `aws:ec2/instance:Instance`; `aws` of `pulumi:providers:aws` too."""
        head, _, rest = self.type.partition(":")
        return rest.removeprefix("providers:") if head == "pulumi" and rest.startswith("providers:") else head

    def ignores(self, path: str) -> bool:
        """Whether a deployment leaves the input at `path` as it finds it: it, a block around it, or everything is ignored."""
        return any(it in ("*", path) or path.startswith((f"{it}.", f"{it}[")) for it in self.ignore_changes)

    @property
    def cloud(self) -> str:
        """The cloud that the provider is of, by its neutral name: `azure` of `azure-native:compute:VirtualMachine`."""
        return _CLOUDS.get(self.package, self.package)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One stack's resources, providers among them, in a fixed order (by URN) that no run changes.

    Attributes:
        config: the stack's plain config (`penstock:environment` -> parsed value); secret values are masked text.
        origin: `program`, `preview` (pulumi preview --json), `export` (pulumi stack export) or `engine` (the pack).
        notes: things a person should know about how it was read, each said once.
        problems: inputs that the provider refuses; what is known is priced and judged all the same.
    """

    project: str
    stack: str
    resources: tuple[Resource, ...]
    config: Mapping[str, Value] = field(default_factory=dict[str, Value])
    outputs: Mapping[str, Value] = field(default_factory=dict[str, Value])
    origin: str = "program"
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def by_urn(self) -> dict[str, Resource]:
        """URN -> resource."""
        return {resource.urn: resource for resource in self.resources}


def provider_inputs(
    resource: Resource, by_urn: Mapping[str, Resource], config: Mapping[str, Value]
) -> Mapping[str, Value]:
    """The inputs of the resource's provider; none when it is not known.

    `pulumi preview --json` leaves out default providers: they take theirs from the stack's config of the package's name.
    """
    urn = resource.provider or ""
    provider = by_urn.get(urn)
    if provider is not None:
        return provider.inputs
    if not urn.rpartition("::")[2].startswith("default"):
        return {}
    prefix = f"{resource.package}:"
    return {key.removeprefix(prefix): value for key, value in config.items() if key.startswith(prefix)}


def region_of(resource: Resource, provider: Mapping[str, Value]) -> Maybe[str] | None:
    """The region that the resource will live in: its own `region` input, else its provider's; None when it has none.

    pulumi-aws 7 takes a `region` on every resource; before that, only the provider had one.
    """
    own = resource.inputs.get("region")
    value = provider.get("region") if own is None else own
    return None if value is None else _text(value)


def _text(value: Value) -> Maybe[str]:
    return value if isinstance(value, str) else UNKNOWN
