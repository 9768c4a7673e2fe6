"""SageMaker Studio: a domain with its file system, spaces with their volumes, and the apps that are machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge
from penstock.resources.aws.machines.named_types import named_types
from penstock.resources.facts import Fact, Free, IdleStopper, Node
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, number_at, or_unknown, seconds, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .sagemaker import SERVICE, machine

_DOMAIN: Final = "aws:sagemaker/domain:Domain"
_PROFILE: Final = "aws:sagemaker/userProfile:UserProfile"
_SPACE: Final = "aws:sagemaker/space:Space"

_SETTINGS: Final = {"JupyterLab": "jupyterLabAppSettings", "CodeEditor": "codeEditorAppSettings"}
"""App types that Studio can stop when they are idle, and the block that says so."""


def _app(resource: Resource, context: Context) -> Iterable[Fact]:
    """An app is a machine from its creation to its deletion. JupyterServer is none: it runs on a `system` instance, free.

    Without a `resourceSpec` the space, the user profile, the domain or Studio decides the type.
    """
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    kind = inputs.text("appType")
    instance_type = text_at(inputs, "resourceSpec", "instanceType")
    if instance_type == "system" or (kind == "JupyterServer" and instance_type is None):
        yield Free(**base)
        return
    if kind == "Canvas":
        yield by_use(resource, context, "sagemaker-canvas-session-hour")
        return
    yield Node(
        **base,
        kind="instance",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=machine(instance_type, "resourceSpec.instanceType", resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=only_on_demand("resourceSpec"),
        public_address=False,
        service=SERVICE,
    )
    yield from _app_stopper(resource, context, inputs, kind)


def _app_stopper(
    resource: Resource, context: Context, inputs: Inputs, kind: Maybe[str] | None
) -> Iterable[IdleStopper]:
    """The idle settings of the space, else of the user profile, else of the domain."""
    settings = _SETTINGS.get(kind) if isinstance(kind, str) else None
    if settings is None and isinstance(kind, str):
        return
    for idle in _idle_settings(resource, context, inputs, settings):
        managed = text_at(idle, "lifecycleManagement")
        minutes = idle if isinstance(idle, Unknown) else idle.integer("idleTimeoutInMinutes")
        if managed is None and minutes is None:
            continue
        if managed is None or managed == "ENABLED" or isinstance(managed, Unknown):
            after = UNKNOWN if minutes is None or isinstance(minutes, Unknown) else seconds(minutes * 60)
            yield IdleStopper(
                **context.base(resource),
                mechanism="service",
                targets=(resource.urn,),
                idle_duration=or_unknown(after),
                armed=UNKNOWN if isinstance(managed, Unknown) else True,
            )
        return


def _idle_settings(
    resource: Resource, context: Context, inputs: Inputs, settings: str | None
) -> Iterable[Maybe[Inputs]]:
    if settings is None:
        yield UNKNOWN
        return
    places = (
        ("spaceName", _SPACE, "spaceSettings"),
        ("userProfileName", _PROFILE, "userSettings"),
        ("domainId", _DOMAIN, "defaultUserSettings"),
    )
    for name, token, path in places:
        value = inputs.raw(name)
        for urn in () if value is None else context.referred(resource, name, value, (token,)):
            block = Inputs(context.by_urn[urn].inputs)
            found = block_at(block, path, settings, "appLifecycleManagement", "idleSettings")
            if found is not None:
                yield found


def _space(resource: Resource, context: Context) -> Iterable[Fact]:
    """A private volume of a size that its domain decides when the space does not."""
    gib = number_at(
        Inputs(resource.inputs), "spaceSettings", "spaceStorageSettings", "ebsStorageSettings", "ebsVolumeSizeInGb"
    )
    basis = "its domain decides its size" if gib is None else "its size"
    yield charge(resource, context, "sagemaker-studio-gib-month", or_unknown(gib), basis)
    yield from _named(resource, context)


def _domain(resource: Resource, context: Context) -> Iterable[Fact]:
    """Every domain has an EFS file system for its users."""
    yield by_use(resource, context, "efs-standard-gib-month")
    yield from _named(resource, context)


def _free(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**context.base(resource))
    yield from _named(resource, context)


def _named(resource: Resource, context: Context) -> Iterable[Fact]:
    """The instance types that its apps will have, for the rules: they start when somebody opens Studio."""
    named = named_types(resource, context)
    yield from () if named is None else (named,)


STUDIO: Final[Mapping[str, Reader]] = {
    _DOMAIN: _domain,
    _PROFILE: _free,
    _SPACE: _space,
    "aws:sagemaker/app:App": _app,
}
