"""Machines: what starts them, which types they may be, how they are bought, their disks, and what keeps work on them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from penstock.resources.machines.selection import Room, Selection
from penstock.resources.reading.values import UNKNOWN, Maybe

from .capacity import Capacity
from .fact import Fact
from .schedules import IdleStopper, SizeChange
from .transfers import Reference


@dataclass(frozen=True, slots=True)
class InstanceChoice:
    """One instance type that a node may get, and where the program says so.

    `instance_type` is `UNKNOWN` when only the cloud knows it. `path` is the input's path in the provider's spelling,
    e.g. `mixedInstancesPolicy.launchTemplate.overrides[1].instanceType`; `urn` is the resource that has that input
    (the launch template of a group, say).
    `accelerator`: what is attached to a machine that has none of its own and billed on top of it, by the cloud's own name
    (`nvidia-tesla-t4` on a Google Cloud N1), `accelerator_count` of it; None where the type's own name says it all.
    `ignored`: the deployment leaves the input as it finds it (`ignoreChanges`), so that the type is not the program's to say.
    `weight`: units that a node of it counts as, where its group is sized in units.
    `max_price`, `max_percent`: what the program takes at most for a spot node of it, in USD an hour and in per cent of its on-demand price;
    None where it says nothing.
    `unseen`: what the input brings is not in the program at all: a template elsewhere, code, a command that hides what it runs.
    """

    instance_type: Maybe[str]
    path: str
    urn: str
    accelerator: Maybe[str] | None = None
    accelerator_count: Maybe[int] = 0
    ignored: bool = False
    unseen: bool = False
    weight: int = 1
    max_price: Maybe[Decimal] | None = None
    max_percent: Maybe[Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """The sizes of a group in units, of which a node is as many as its type weighs: so many nodes as reach them, the last one whole."""

    minimum: Maybe[int]
    desired: Maybe[int] | None
    maximum: Maybe[int]


@dataclass(frozen=True, slots=True)
class DiskShape:
    """A block disk that comes with each node. `gib` None: the image decides.

    `unit`: what it is billed by. `GiB-month`: `kind` is the disk's type, and every GiB bills. `disk-month`: the whole disk
    bills by the tier that its size falls in, and `kind` is that tier's key in the catalog (`disk-p10-lrs-month`); it is
    `UNKNOWN` while the size is, and then so is the price.
    `iops`, `mibps`: what the program asks for beside the size, in operations and MiB a second; None: what its kind comes with.
    """

    kind: Maybe[str]
    gib: Maybe[Decimal] | None
    delete_with_node: Maybe[bool] = UNKNOWN
    unit: str = "GiB-month"
    iops: Maybe[int] | None = None
    mibps: Maybe[int] | None = None


@dataclass(frozen=True, slots=True)
class Standby:
    """Machines of a group that are made and then stopped, to be started faster: their disks bill, and of suspended ones the memory that
    is kept. `least`, `usual`, `most`: how many there are; `suspended`: how many of each of them keep their memory."""

    least: Maybe[int]
    usual: Maybe[int]
    most: Maybe[int]
    suspended: Maybe[int] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTemplate(Fact):
    """A description of nodes that starts none by itself: a launch template, an instance template.

    `capacity` None: it leaves the choice to whoever launches from it. `identities`: URNs of roles and profiles it runs as.
    `licence`: what its image bills on top of the price of Linux (`Windows`, `SQL Server`); empty where nothing says that it does.
    `mentions`: text that the node will act on (user data, environment), decoded where it can be; `UNKNOWN` if it cannot be known.
    """

    choices: tuple[InstanceChoice, ...]
    capacity: Capacity | None = None
    disks: tuple[DiskShape, ...] = ()
    public_address: Maybe[bool] = UNKNOWN
    mentions: tuple[Maybe[str], ...] = ()
    requirements: bool = False
    selections: tuple[Selection, ...] = ()
    identities: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    gang: Maybe[bool] = False
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Fact):
    """A resource that starts machines: a single instance, a group, a fleet, a managed node group.

    Attributes:
        kind: `instance` or `group`.
        choices: every instance type a node may get. Empty and `requirements` False: the type comes from `templates`.
        requirements: selected by attributes (cores, memory, ...), so any type that fits may come. `selections`: what the
            attributes are, where a reader knows.
        capacity: None when it comes from the template.
        templates: URNs of the templates it launches from. `template_unresolved`: it names one that is not in the program.
        minimum, desired, maximum: nodes. `desired` None: the program leaves it to the minimum, a schedule or an autoscaler.
        begins: how many nodes a group has first whose autoscaler decides the rest; None where the program does not say.
        schedule: scheduled size changes, joined by `link`.
        idle: what stops it when idle, joined by `link`; empty when nothing does.
        template: the joined template's facts, joined by `link`.
        fallback_hours_per_day: for an on-demand group that stands in for a dry spot pool: its daily cap in node-hours.
        label: the pool's name for people (tag `penstock:pool`, else the resource's name).
        identities: URNs of the roles and profiles it runs as. `references`: what its own inputs name as a source of data.
        size_input: the input (`desiredCapacity`) by which each deployment sets a group's size; None: none, or it is ignored.
        service: the managed service that runs its machines at a price of its own, or for a fee on top of theirs
            (`vertex-serving`, `dataproc`); None for plain machines.
        billed: where its service sells no machines but what they are made of: (key of the catalog's services table, units of it in an
            hour of a node); empty for machines.
        gang: whether its nodes work as one job (EFA, a cluster placement group), so that they talk to each other all the time.
        several_zones: whether they may be in more than one zone; None where no reader says.
        scales_in: whether a scaling policy or a smaller size takes its nodes away; False where they are protected from it.
        units: its sizes where they are told in units; `minimum` and `maximum` are then the fewest and the most nodes that these may be.
        rooms: what its nodes have together at most, where that bounds them; `maximum` is then as many of the smallest as fit.
        standby: machines beside these that are made and stopped; None where there are none.
        reservation_ends: of capacity that is held and billed whether or not anything runs in it: whether it has an end; None
            for what is no reservation.
    """

    kind: str
    name: str
    label: str
    choices: tuple[InstanceChoice, ...]
    minimum: Maybe[int]
    desired: Maybe[int] | None
    maximum: Maybe[int]
    begins: Maybe[int] | None = None
    requirements: bool = False
    selections: tuple[Selection, ...] = ()
    rooms: tuple[Room, ...] = ()
    units: Units | None = None
    capacity: Capacity | None = None
    templates: tuple[str, ...] = ()
    template_unresolved: bool = False
    disks: tuple[DiskShape, ...] = ()
    public_address: Maybe[bool] = UNKNOWN
    mentions: tuple[Maybe[str], ...] = ()
    schedule: tuple[SizeChange, ...] = ()
    idle: tuple[IdleStopper, ...] = ()
    template: NodeTemplate | None = None
    fallback_hours_per_day: Maybe[Decimal] | None = None
    identities: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    size_input: str | None = None
    service: str | None = None
    billed: tuple[tuple[str, Maybe[Decimal]], ...] = ()
    gang: Maybe[bool] = False
    several_zones: Maybe[bool] | None = None
    reservation_ends: Maybe[bool] | None = None
    scales_in: Maybe[bool] = True
    licence: str = ""
    standby: Standby | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker(Fact):
    """Compute without machines of its own, a function: it reads data, but is no node."""

    identities: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
