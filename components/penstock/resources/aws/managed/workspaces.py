"""Desktops and browsers for people: WorkSpaces, AppStream, Cloud9 and others.

Their names are EC2's where they have a GPU (`stream.graphics.g4dn.xlarge`, `GRAPHICS_G6_XLARGE`), so that rules know the hardware.
Those of the service's own naming (`stream.standard.large`, `POWERPRO`) have no accelerators and are lines of the bill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources.aws.charges import Reader, by_use, charge, hourly, lowered
from penstock.resources.aws.machines.nodes import choice
from penstock.resources.facts import Fact, IdleStopper, InstanceChoice
from penstock.resources.machines.capacity_types import on_demand
from penstock.resources.machines.rented import Sizes
from penstock.resources.reading.blocks import integer_at, or_default, or_unknown, seconds, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .rented_machines import rented, scaled, unknown, without

_STREAM_GPU: Final = "stream.graphics"
_STREAM_PREFIXES: Final = ("stream.graphics.", "stream.memory.")
"""AppStream names a machine by EC2's name after these (developer guide, Service quotas: `stream.graphics.g5.12xlarge`)."""

_GRAPHICS: Final = regex(r"GRAPHICS_(G\w+?)_(\d*X?LARGE)", re.IGNORECASE)
_OLD_GRAPHICS: Final = {"GRAPHICS_G4DN": "g4dn.xlarge", "GRAPHICSPRO_G4DN": "g4dn.4xlarge"}
"""4 and 16 vCPUs with one T4 (Amazon WorkSpaces Bundles); later ones have the size in the name (`GRAPHICS_G6_2XLARGE`)."""


def _streamed(
    resource: Resource, context: Context, sizes: Sizes, inputs: Inputs, kind: str
) -> tuple[Iterable[Fact], bool]:
    """AppStream's machines, and whether they are known to have no accelerators."""
    name = inputs.text("instanceType")
    if isinstance(name, str) and not plain(name).lower().startswith(_STREAM_GPU):
        count = sizes[2]
        return (hourly(resource, context, f"appstream-{plain(name)}-hour", count, "instances"),), True
    for prefix in _STREAM_PREFIXES:
        name = without(prefix, name)
    public = or_default(inputs.flag("enableDefaultInternetAccess"), False)
    node = rented(
        resource,
        context,
        choice(or_unknown(name), "instanceType", resource),
        sizes,
        kind=kind,
        service="appstream",
        capacity=on_demand("instanceType"),
        public_address=public,
    )
    return (node,), False


def _fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    """An always-on fleet runs all its instances, an on-demand one those that somebody uses, so what disconnects idle users stops
    them: by default nothing does (AppStream API Reference, CreateFleet, `IdleDisconnectTimeoutInSeconds`)."""
    inputs = Inputs(resource.inputs)
    count = or_unknown(integer_at(inputs, "computeCapacity", "desiredInstances"))
    sizes = scaled(resource, context, count)
    always = inputs.text("fleetType")
    if always != "ALWAYS_ON" and not isinstance(always, Unknown):
        sizes = (0, sizes[1], sizes[2])
    found, plain_machines = _streamed(resource, context, sizes, inputs, "group")
    yield from found
    idle = inputs.integer("idleDisconnectTimeoutInSeconds")
    if plain_machines or idle is None or idle == 0:
        return
    after = or_unknown(inputs.integer("disconnectTimeoutInSeconds"))
    together = UNKNOWN if isinstance(idle, Unknown) or isinstance(after, Unknown) else idle + after
    yield IdleStopper(
        **context.base(resource),
        mechanism="service",
        targets=(resource.urn,),
        idle_duration=or_unknown(seconds(together)),
        armed=UNKNOWN if isinstance(always, Unknown) else always != "ALWAYS_ON",
    )


def _image_builder(resource: Resource, context: Context) -> Iterable[Fact]:
    """It runs from its creation until somebody stops it (AppStream developer guide, Image builders)."""
    found, _ = _streamed(resource, context, (1, 1, 1), Inputs(resource.inputs), "instance")
    yield from found


def _workspace(resource: Resource, context: Context) -> Iterable[Fact]:
    """One desktop. Without properties its bundle decides the type; with properties that name none it is VALUE (pulumi-aws)."""
    block = Inputs(resource.inputs).block("workspaceProperties")
    name = text_at(block, "computeTypeName")
    mode = text_at(block, "runningMode")
    if block is None:
        name = UNKNOWN
    elif name is None:
        name = "VALUE"
    if isinstance(name, str) and not plain(name).upper().startswith("GRAPHICS"):
        sku = f"workspaces-{lowered(name)}"
        if mode == "AUTO_STOP":
            yield by_use(resource, context, f"{sku}-hour")
        yield charge(resource, context, f"{sku}-month", 1, "1 desktop")
        return
    yield rented(
        resource,
        context,
        _desktop(name, "workspaceProperties.computeTypeName", resource),
        (1, 1, 1),
        kind="instance",
        service="workspaces",
        capacity=on_demand("workspaceProperties.computeTypeName"),
        public_address=False,
    )
    if mode == "AUTO_STOP":
        minutes = or_default(integer_at(block, "runningModeAutoStopTimeoutInMinutes"), _AUTO_STOP_MINUTES)
        yield _stopper(resource, context, minutes)


_AUTO_STOP_MINUTES: Final = 60
"""WorkSpaces administration guide, Manage the running mode: AutoStop time is 1 hour by default."""


def _desktop(name: Maybe[str], where: str, resource: Resource) -> tuple[InstanceChoice, ...]:
    if isinstance(name, Unknown):
        return unknown(where, resource)
    text = plain(name).upper()
    match = _GRAPHICS.fullmatch(text)
    found = _OLD_GRAPHICS.get(text) or (f"{match[1]}.{match[2]}".lower() if match else plain(name))
    return choice(masked_like(name, found), where, resource)


def _stopper(resource: Resource, context: Context, minutes: Maybe[int]) -> IdleStopper:
    after = minutes if isinstance(minutes, Unknown) else minutes * 60
    return IdleStopper(
        **context.base(resource),
        mechanism="service",
        targets=(resource.urn,),
        idle_duration=or_unknown(seconds(after)),
    )


def _pool(resource: Resource, context: Context) -> Iterable[Fact]:
    """Desktops of a bundle, which may have a GPU (WorkSpaces administration guide, Bundles and images for WorkSpaces Pools)."""
    inputs = Inputs(resource.inputs)
    count = or_unknown(integer_at(inputs, "capacity", "desiredUserSessions"))
    least, desired, most = scaled(resource, context, count)
    always = inputs.text("runningMode") == "ALWAYS_ON"
    yield rented(
        resource,
        context,
        unknown("bundleId", resource),
        (least if always else 0, desired, most),
        service="workspaces",
        capacity=on_demand("bundleId"),
    )


def _cloud9(resource: Resource, context: Context) -> Iterable[Fact]:
    """An EC2 instance at EC2's price, which Cloud9 stops when nobody uses it if it is told after how many minutes. It is reached
    over SSH at a public address unless it is connected by Systems Manager (Cloud9 API Reference, CreateEnvironmentEC2)."""
    inputs = Inputs(resource.inputs)
    connected = or_default(inputs.text("connectionType"), "CONNECT_SSH")
    yield rented(
        resource,
        context,
        choice(or_unknown(inputs.text("instanceType")), "instanceType", resource),
        (1, 1, 1),
        kind="instance",
        service=None,
        capacity=on_demand("instanceType"),
        public_address=UNKNOWN if isinstance(connected, Unknown) else connected == "CONNECT_SSH",
    )
    minutes = inputs.integer("automaticStopTimeMinutes")
    if minutes is not None:
        yield _stopper(resource, context, minutes)


def _dev_environment(resource: Resource, context: Context) -> Iterable[Fact]:
    """At most 16 vCPUs (`dev.standard1.xlarge`), by the minute that it runs (CodeCatalyst pricing)."""
    kind = Inputs(resource.inputs).text("instanceType")
    yield _used(resource, context, "codecatalyst", kind, "minute")


def _browsers(resource: Resource, context: Context) -> Iterable[Fact]:
    """Browser sessions, by user and month (WorkSpaces Secure Browser pricing)."""
    kind = or_default(Inputs(resource.inputs).text("instanceType"), "standard.regular")
    yield _used(resource, context, "workspaces-web", kind, "month")


def _used(resource: Resource, context: Context, prefix: str, kind: Maybe[str] | None, unit: str) -> Fact:
    """Something whose price goes by its kind, and that bills by use."""
    if kind is None or isinstance(kind, Unknown):
        return charge(resource, context, f"{prefix}-{unit}", UNKNOWN, "its type is not known")
    return by_use(resource, context, f"{prefix}-{plain(kind)}-{unit}")


DESKTOPS: Final[Mapping[str, Reader]] = {
    "aws:appstream/fleet:Fleet": _fleet,
    "aws:appstream/imageBuilder:ImageBuilder": _image_builder,
    "aws:cloud9/environmentEC2:EnvironmentEC2": _cloud9,
    "aws:codecatalyst/devEnvironment:DevEnvironment": _dev_environment,
    "aws:workspaces/pool:Pool": _pool,
    "aws:workspaces/workspace:Workspace": _workspace,
    "aws:workspacesweb/portal:Portal": _browsers,
}
