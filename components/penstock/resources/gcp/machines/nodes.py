"""What readers of Compute Engine machines share: how they are bought, types, accelerators, disks, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Capacity, DiskShape, IdleStopper, InstanceChoice, Standby
from penstock.resources.gcp.places import base, short
from penstock.resources.machines.capacity_types import Words, by_word, on_demand, spot, unknown_capacity
from penstock.resources.reading.blocks import or_default
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_number, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

LOCAL_SSD: Final = "local-ssd"
LOCAL_SSD_GIB: Final = Decimal(375)
"""Size of one local SSD disk where the machine leaves the count to the program (About Local SSD disks)."""

_LONGEST: Final = 10**9
"""Seconds; a longer time is a mistake."""

_BUILT_IN: Final = regex(r"(?:a\d|g[2-9])")
"""Accelerator-optimised series (A2, A3, A4, G2, G4): the type's own price has its GPUs, also if the program names them again."""

_OWN_SSD: Final = regex(r"a2-ultragpu|a[3-9]|z[3-9]|.*-lssd")
"""Series that come with their local SSDs, which are in the type's price (Add Local SSD disks)."""

_STANDARD_SERIES: Final = frozenset(
    {"n1", "f1", "g1", "custom", "e2", "n2", "n2d", "t2d", "t2a", "c2", "c2d", "m1", "m2", "a2", "g2"}
)
_BALANCED_SERIES: Final = frozenset({"c3", "c3d", "m3"})
"""First and second generation, and what of the third still boots from Persistent Disk by default. Source: Compute Engine
API, AttachedDiskInitializeParams.diskType."""


def spot_if(flags: Mapping[str, Maybe[bool] | None]) -> Capacity:
    """Spot when any of `flags` (path -> flag) is set; on-demand by default when none is given."""
    first = next(iter(flags))
    for path, flag in flags.items():
        if flag is True:
            return spot(path)
    if any(isinstance(flag, Unknown) for flag in flags.values()):
        return unknown_capacity(first)
    return on_demand(first, by_default=all(flag is None for flag in flags.values()))


_MODELS: Final = Words(("SPOT",), ("STANDARD", "FLEX_START", "RESERVATION_BOUND"))
"""`provisioningModel` (Compute Engine API, Scheduling)."""


def scheduled(inputs: Inputs) -> Capacity:
    """`scheduling` of an instance or a template. Anything but spot is paid in full: reserved, flex-start at most that."""
    block = inputs.block("scheduling")
    path = "scheduling.provisioningModel"
    if isinstance(block, Unknown):
        return replace(unknown_capacity("scheduling"), kept_when_reclaimed=UNKNOWN)
    if block is None:
        return on_demand(path, by_default=True)
    model = block.text("provisioningModel")
    if isinstance(model, Unknown):
        bought = unknown_capacity(path)
    elif model is None:
        bought = spot_if({"scheduling.preemptible": block.flag("preemptible")})
    else:
        bought = by_word(model, path, _MODELS)
    if bought.spot_percent == 0:
        return bought
    return replace(bought, kept_when_reclaimed=_kept(block.text("instanceTerminationAction")))


def _kept(action: Maybe[str] | None) -> Maybe[bool]:
    """Whether a preempted machine is only stopped: its disks bill on. STOP is the "default action" (Compute Engine API,
    Scheduling.instanceTerminationAction)."""
    return UNKNOWN if isinstance(action, Unknown) else action is None or plain(action).upper() != "DELETE"


def choice(
    machine_type: Maybe[str] | None,
    path: str,
    resource: Resource,
    accelerators: tuple[Maybe[str] | None, Maybe[int]] = (None, 0),
) -> tuple[InstanceChoice, ...]:
    """One machine type, with what is attached to it; none when it is not given."""
    if machine_type is None:
        return ()
    name = machine_type if isinstance(machine_type, Unknown) else short(machine_type)
    if isinstance(name, str) and _BUILT_IN.match(plain(name)):
        accelerators = (None, 0)
    return (InstanceChoice(name, path, resource.urn, *accelerators),)


def attached(
    blocks: Maybe[tuple[Maybe[Inputs], ...]], kind: str = "type", count: str = "count"
) -> tuple[Maybe[str] | None, Maybe[int]]:
    """(type, count) of the accelerators that a machine has on top; (None, 0) for none, which a count of 0 says too."""
    if isinstance(blocks, Unknown) or any(isinstance(block, Unknown) for block in blocks):
        return UNKNOWN, UNKNOWN
    found = [
        (name, number)
        for block in blocks
        if isinstance(block, Inputs) and (name := accelerator(block.text(kind))) is not None
        if (number := _or_one(block.integer(count))) is UNKNOWN or number != 0
    ]
    if not found:
        return None, 0
    return found[0] if len(found) == 1 else (UNKNOWN, UNKNOWN)


def _or_one(count: Maybe[int] | None) -> Maybe[int]:
    return 1 if count is None else count


def accelerator(name: Maybe[str] | None) -> Maybe[str] | None:
    """The accelerator's name as Compute Engine spells it: from its URL, or from `NVIDIA_TESLA_T4`."""
    if name is None or isinstance(name, Unknown):
        return name
    spelled = plain(short(name)).lower().replace("_", "-")
    return None if spelled == "accelerator-type-unspecified" else masked_like(name, spelled)


def disk_kind(kind: Maybe[str] | None, machine_type: Maybe[str] | None) -> Maybe[str]:
    """A disk's type; one that is not given follows the machine's series."""
    if isinstance(kind, str):
        return masked_like(kind, plain(short(kind)).lower().replace("_", "-"))
    if kind is UNKNOWN or not isinstance(machine_type, str):
        return UNKNOWN
    series = plain(short(machine_type)).partition("-")[0]
    if series in _STANDARD_SERIES:
        return "pd-standard"
    return "pd-balanced" if series in _BALANCED_SERIES else "hyperdisk-balanced"


def local_ssds(
    count: Maybe[int] | None, machine_type: Maybe[str] | None, gib: Decimal = LOCAL_SSD_GIB
) -> tuple[DiskShape, ...]:
    """`count` local SSDs as one disk; none where the machine's own price has them."""
    if count is None or count == 0 or (isinstance(machine_type, str) and _OWN_SSD.match(plain(short(machine_type)))):
        return ()
    size = UNKNOWN if isinstance(count, Unknown) or isinstance(machine_type, Unknown) else gib * count
    return (DiskShape(LOCAL_SSD, size, True),)


def template_disks(inputs: Inputs) -> tuple[DiskShape, ...]:
    """`disks` of an instance template. One with a `source` exists already and bills by itself."""
    blocks = inputs.blocks("disks")
    machine_type = inputs.text("machineType")
    if isinstance(blocks, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    found: list[DiskShape] = []
    for block in blocks:
        if isinstance(block, Unknown):
            found.append(DiskShape(UNKNOWN, UNKNOWN))
            continue
        kind = disk_kind(block.text("diskType"), machine_type)
        if kind == LOCAL_SSD or block.text("type") == "SCRATCH":
            size = block.number("diskSizeGb")
            found += local_ssds(1, machine_type, size if isinstance(size, Decimal) else LOCAL_SSD_GIB)
        elif not block.given("source"):
            kept = block.flag("autoDelete")
            found.append(DiskShape(kind, block.number("diskSizeGb"), True if kept is None else kept))
    return tuple(found)


def instance_disks(inputs: Inputs) -> tuple[DiskShape, ...]:
    """The boot disk and the local SSDs of an instance; the disks that it attaches are resources of their own."""
    machine_type = inputs.text("machineType")
    scratch = inputs.blocks("scratchDisks")
    return (
        *_boot(inputs, machine_type),
        *local_ssds(UNKNOWN if isinstance(scratch, Unknown) else len(scratch), machine_type),
    )


def _boot(inputs: Inputs, machine_type: Maybe[str] | None) -> tuple[DiskShape, ...]:
    boot = inputs.block("bootDisk")
    if boot is None:
        return ()
    if isinstance(boot, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    shape = boot.block("initializeParams")
    if isinstance(shape, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    if shape is None and boot.given("source"):
        return ()
    kept = boot.flag("autoDelete")
    kind = disk_kind(None if shape is None else shape.text("type"), machine_type)
    return (DiskShape(kind, None if shape is None else shape.number("size"), True if kept is None else kept),)


def public_address(inputs: Inputs, address: str = "natIp") -> Maybe[bool]:
    """Whether a node gets a public address of its own: an `accessConfigs` without an `address`, which is a resource that bills
    by itself. Not known when no interface is given, as where a template decides."""
    interfaces = inputs.blocks("networkInterfaces")
    if isinstance(interfaces, Unknown) or not interfaces:
        return UNKNOWN
    answers = list(_public(interfaces, address))
    if any(answer is True for answer in answers):
        return True
    return UNKNOWN if any(isinstance(answer, Unknown) for answer in answers) else False


def _public(interfaces: Iterable[Maybe[Inputs]], address: str) -> Iterable[Maybe[bool]]:
    for interface in interfaces:
        configs = interface if isinstance(interface, Unknown) else interface.blocks("accessConfigs")
        if isinstance(configs, Unknown):
            yield UNKNOWN
            continue
        for config in configs:
            yield UNKNOWN if isinstance(config, Unknown) else not config.given(address)


def own_stopper(resource: Resource, context: Context, idle: Value) -> IdleStopper:
    """The idle shutdown of a managed notebook or cluster; `idle` is a duration: `10800`, `10800s`."""
    number = as_number(plain(idle).removesuffix("s") if isinstance(idle, str) else idle)
    return IdleStopper(
        **base(resource, context),
        mechanism="service",
        targets=(resource.urn,),
        idle_duration=timedelta(seconds=float(number))
        if isinstance(number, Decimal) and 0 < number < _LONGEST
        else UNKNOWN,
        armed=True,
    )


def standing_by(inputs: Inputs) -> Standby | None:
    """The machines that a managed instance group keeps stopped or suspended beside those that run: their disks bill, and of suspended ones
    the memory that is kept (Compute Engine, About suspended and stopped VMs in a MIG)."""
    stopped, kept = inputs.integer("targetStoppedSize"), or_default(inputs.integer("targetSuspendedSize"), 0)
    if stopped in (None, 0) and kept == 0:
        return None
    both = UNKNOWN if isinstance(stopped, Unknown) or isinstance(kept, Unknown) else (stopped or 0) + kept
    return Standby(both, both, both, kept)


def suspended(inputs: Inputs) -> Standby | None:
    """An instance that the program suspends keeps its memory, which bills (Compute Engine, Suspend, stop, or reset instances)."""
    status = inputs.text("desiredStatus")
    return Standby(1, 1, 1, 1) if isinstance(status, str) and plain(status).upper() == "SUSPENDED" else None
