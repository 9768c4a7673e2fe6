"""Neutral facts: what a resource means for money and for the limits, whoever declared it on whichever cloud.

A reader turns one resource into facts (`resources/<cloud>/`); `link` then joins facts that the program joined
(a group with its launch template, a bucket with its lifecycle). Rules and prices read the joined facts only.
Everything that the program may leave to the cloud is `Maybe`: the value or `UNKNOWN`.
Units are in the names: GiB, hours, seconds, USD.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from .billed import Charge
from .bought import Capacity
from .budget import Budget
from .fact import Fact
from .selection import Room, Selection
from .stored import Bucket, Gateway, HandedOut, Snapshots, Volume
from .values import UNKNOWN, Maybe


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
class SizeChange:
    """One scheduled change of a group's size. None: that figure stays as it is.

    `recurrence` is a five-field cron expression in `timezone` (IANA); None for a change that happens once.
    """

    recurrence: Maybe[str] | None
    timezone: Maybe[str]
    minimum: Maybe[int] | None
    desired: Maybe[int] | None
    maximum: Maybe[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place that data is read from, as one input of a program names it.

    Attributes:
        data: URN of a resource of the program, or an address in the program's text (`s3://other-bucket`).
        region: the region that the address itself names; None when it names none.
        evidence: how we know, for people: `user data`, `role policy 'node-data'`.
        urn, path: the resource and its input that hold the evidence.
    """

    data: str
    region: Maybe[str] | None
    evidence: str
    urn: str
    path: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker(Fact):
    """Compute without machines of its own, a function: it reads data, but is no node."""

    identities: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling(Fact):
    """A scheduled size change of a group, before it is joined: `target` is the group's URN, None if not in the program."""

    target: str | None
    change: SizeChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(Fact):
    """Something that runs other resources by itself: a schedule, an event rule. `runs`: their URNs."""

    runs: tuple[str, ...]
    enabled: Maybe[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleIn(Fact):
    """A scaling policy, before it is joined. `targets`: URNs of groups; `shrinks`: whether it takes nodes away."""

    targets: tuple[str, ...]
    shrinks: Maybe[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleStopper(Fact):
    """Something that stops nodes for being idle.

    Attributes:
        mechanism: `steward` (Penstock), `alarm` (a metric alarm whose action stops or scales in), `service` (the idle
            shutdown of a managed notebook or cluster itself).
        targets: URNs of what it stops; before the join also of scaling policies that do it, or of groups of every pool.
        pool: it stops only groups with this `penstock:pool` tag; None for whatever it targets.
        idle_duration: how long a node may be idle; `UNKNOWN` if not known.
        expire_after: hard time-to-live per node; None when there is none.
        armed: whether anything runs it (a schedule, an enabled alarm).
    """

    mechanism: str
    targets: tuple[str, ...]
    idle_duration: Maybe[timedelta]
    expire_after: Maybe[timedelta] | None = None
    armed: Maybe[bool] = True
    pool: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access(Fact):
    """A policy that lets identities reach data. `identities`: URNs of roles, none until it is attached;
    `data`: URNs of buckets; `elsewhere`: (address, the region that it names) of what is not in the program, such as
    `s3://name`; `evidence`: its name for people."""

    identities: tuple[str, ...]
    data: tuple[str, ...]
    elsewhere: tuple[tuple[str, str | None], ...] = ()
    evidence: str = ""
    path: str = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Fact):
    """Gives `policies` (URNs) to `identities` (URNs of roles); a profile has its role as a policy of its own."""

    identities: tuple[str, ...]
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Fact):
    """Bytes that compute reads from data somewhere, made by `link` from the program's own edges.

    Attributes:
        urn: the compute that reads.
        data: URN of what is read, or its address in the program's text (`s3://other-bucket`).
        source_region, target_region: where the data is, where the compute is.
        evidence: how we know, for people: `role policy 'node-data'`, `user data`.
        path: the input that holds the evidence; `evidence_urn`: the resource that has it.
        bucket_name: the physical name of the bucket that is read; None when it is no bucket.
    """

    data: str
    source_region: Maybe[str] | None
    target_region: Maybe[str] | None
    evidence: str
    evidence_urn: str
    path: str = ""
    bucket_name: Maybe[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Fact):
    """Bytes that a resource moves by itself: a replica, a copy, traffic between zones or to the internet.

    Attributes:
        urn: the resource that moves them.
        source_region: where they leave; None when the program does not say.
        target: the region that they go to, `zone` (another zone of the source region) or `internet`.
        key: what a usage file calls the quantity, in GiB a month: `replicated_gib`, `copied_gib`, `sent_gib`, `received_gib`,
            `cross_zone_gib`, `internet_gib`.
        evidence: how we know, for people: `a replication rule`.
    """

    source_region: Maybe[str] | None
    target: Maybe[str]
    key: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Free(Fact):
    """A resource that is known to cost nothing by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Fact):
    """A resource of a type that no reader knows: `unpriced`, and listed by name. `large`: the input that asks for accelerators, a
    large machine or many of something; empty where none does."""

    type: str
    name: str
    large: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSet:
    """All facts of one capture, joined. Each tuple is sorted by URN.

    `purpose`: what the stack's config states for resources without a tag of their own; None when it states none.
    """

    nodes: tuple[Node, ...] = ()
    templates: tuple[NodeTemplate, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    paths: tuple[Path, ...] = ()
    volumes: tuple[Volume, ...] = ()
    snapshots: tuple[Snapshots, ...] = ()
    gateways: tuple[Gateway, ...] = ()
    handed_out: tuple[HandedOut, ...] = ()
    charges: tuple[Charge, ...] = ()
    budgets: tuple[Budget, ...] = ()
    free: tuple[Free, ...] = ()
    unread: tuple[Unread, ...] = ()
    purpose: Maybe[str] | None = None
