"""Google Kubernetes Engine: the control plane, and node pools as groups of nodes.

A pool's counts are for each of its zones, so they are multiplied. A cluster's own `nodePools`, its first pool and what node
auto-provisioning may add are nodes of the cluster's URN.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Capacity, DiskShape, Fact, InstanceChoice, Node, Support
from penstock.resources.gcp.charges import Reader, by_use, charge, hourly
from penstock.resources.gcp.labels import fallback_hours, from_labels
from penstock.resources.gcp.places import base, is_zone, own_labels, provider, short
from penstock.resources.gcp.references import accounts, referred
from penstock.resources.gcp.schedules.idle_stop import of_node_pool
from penstock.resources.gcp.type_tokens import CLUSTER, NODE_POOL
from penstock.resources.machines.accelerated import with_accelerator
from penstock.resources.machines.candidates import fits, fitting_types, machines, most_machines
from penstock.resources.machines.capacity_types import on_demand
from penstock.resources.machines.licences import of_image
from penstock.resources.machines.rented import label
from penstock.resources.machines.selection import Room, Selection
from penstock.resources.reading.blocks import or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.resources.reading.versions import version_of

from .nodes import attached, choice, disk_kind, local_ssds, spot_if

_REGIONAL_ZONES: Final = 3
"""Zones of a regional cluster that names none (GKE, Regional clusters: "replicates each node pool across three zones")."""

_MACHINE_TYPE: Final = "e2-medium"
_DISK_GIB: Final = Decimal(100)
"""What a pool has that says nothing (pulumi-gcp, `nodeConfig.machineType` and `diskSizeGb`)."""

_HYPERDISK_ONLY: Final = ("a3-ultragpu", "a4", "a4x", "c4", "c4a", "c4d", "g4", "h4d", "m4", "n4", "n4a", "n4d", "x4")
"""Series without pd-balanced, a pool's default elsewhere (GKE, `nodeConfig.diskType`)."""


@dataclass(frozen=True, slots=True)
class _Home:
    """What a pool has from its cluster. `zones`: how many it is in when it names none. `labels`: GKE gives them to nodes too.
    `monitored`: what the cluster collects of its nodes; with DCGM, the use of their GPUs (GKE, Collect and view DCGM metrics)."""

    zones: Maybe[int] = UNKNOWN
    public: Maybe[bool] = UNKNOWN
    labels: Mapping[str, Maybe[str]] = field(default_factory=dict[str, Maybe[str]])
    monitored: tuple[Maybe[str], ...] = ()


def _cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield hourly(resource, context, "gke-cluster-hour")
    yield from _extended(resource, context, inputs)
    autopilot = inputs.flag("enableAutopilot")
    if autopilot is True:  # what runs is decided by pods, which are billed by what they ask for
        yield by_use(resource, context, "gke-autopilot-vcpu-hour")
        yield by_use(resource, context, "gke-autopilot-gib-hour")
        return
    if isinstance(autopilot, Unknown):
        yield charge(resource, context, "gke-autopilot-vcpu-hour", UNKNOWN, "whether it is Autopilot is not known")
    home = _home(inputs, context, resource)
    pools = inputs.blocks("nodePools")
    removed = inputs.flag("removeDefaultNodePool")
    if removed is not True:
        if isinstance(pools, Unknown):
            pools = (UNKNOWN,)
        elif not pools:
            pools = (UNKNOWN if isinstance(removed, Unknown) else inputs,)
        for index, pool in enumerate(pools):
            path = "" if pool is inputs else f"nodePools[{index}]."
            yield _node(resource, context, pool, home, path)
    yield from _provisioned(resource, context, inputs, home)


def _pool(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    clusters = referred(resource, context, "cluster", inputs.raw("cluster"), (CLUSTER,))
    home = _Home()
    if clusters:
        cluster = context.by_urn[clusters[0]]
        home = _home(Inputs(cluster.inputs), context, cluster)
    yield _node(resource, context, inputs, home, "")
    yield from of_node_pool(resource, context, inputs)


def _extended(resource: Resource, context: Context, inputs: Inputs) -> Iterable[Fact]:
    """A cluster of the channel Extended stays on a version past its standard support, for a fee on top (GKE pricing, Extended support
    period); every other is upgraded before that (GKE, Release channels). One that says no version may have an old one."""
    channel = text_at(inputs, "releaseChannel", "channel")
    if channel != "EXTENDED" and not isinstance(channel, Unknown):
        return
    said = version_of(resource, "minMasterVersion", "masterVersion")
    version = UNKNOWN if said is None or isinstance(channel, Unknown) else said
    support = Support("gke", version, "gke-cluster-extended-hour")
    yield replace(hourly(resource, context, support.sku), support=support)


def _home(inputs: Inputs, context: Context, cluster: Resource) -> _Home:
    private = inputs.block("privateClusterConfig")
    private_nodes = private.flag("enablePrivateNodes") if isinstance(private, Inputs) else private
    public: Maybe[bool] = UNKNOWN if isinstance(private_nodes, Unknown) else not private_nodes
    monitored = texts_of(inputs.raw("monitoringConfig"))
    return _Home(_zones(inputs, context, cluster), public, own_labels(cluster), monitored)


def _zones(inputs: Inputs, context: Context, cluster: Resource) -> Maybe[int]:
    """Zones of a cluster's pools: those that a regional cluster names; a zonal cluster's own and those it adds."""
    settings = provider(cluster, context)
    location = _first(inputs.text("location"), settings.text("zone"), settings.text("region"))
    named = inputs.texts("nodeLocations")
    if location is None or isinstance(location, Unknown) or isinstance(named, Unknown):
        return UNKNOWN
    if is_zone(location):
        own = plain(short(location))
        return 1 + sum(1 for it in named if isinstance(it, Unknown) or plain(short(it)) != own)
    return len(named) or _REGIONAL_ZONES


def _first(*texts: Maybe[str] | None) -> Maybe[str] | None:
    return next((text for text in texts if text is not None), None)


def _node(resource: Resource, context: Context, pool: Maybe[Inputs], home: _Home, path: str) -> Node:
    """One pool; `path` is where its inputs are in the resource's."""
    config = pool if isinstance(pool, Unknown) else pool.block("nodeConfig")
    settings = config if isinstance(config, Inputs) else Inputs({})
    unsure = isinstance(config, Unknown)
    own = from_labels(UNKNOWN if unsure else settings.raw("resourceLabels"))
    facts = base(resource, context, {**home.labels, **own})
    machine_type = settings.text("machineType")
    machine_type = UNKNOWN if unsure else _MACHINE_TYPE if machine_type is None else machine_type
    where = f"{path}nodeConfig"
    minimum, desired, maximum = _sizes(pool, home)
    zones = UNKNOWN if isinstance(pool, Unknown) else _pool_zones(pool, home)
    begins = None if isinstance(pool, Unknown) or desired is not None else _count(pool)
    name = pool if isinstance(pool, Unknown) else pool.text("name")
    account = settings.raw("serviceAccount")
    named = label(resource, facts["tags"])
    if path:  # several pools of one cluster
        named = f"{named}/{plain(name) if isinstance(name, str) else path.rstrip('.')}"
    return Node(
        **facts,
        kind="group",
        name=resource.name,
        label=named,
        choices=choice(
            machine_type,
            f"{where}.machineType",
            resource,
            attached(UNKNOWN if unsure else settings.blocks("guestAccelerators")),
        ),
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        begins=None if begins is None else _times(begins, zones),
        capacity=Capacity(UNKNOWN, UNKNOWN, where) if unsure else _capacity(settings, where),
        disks=_disks(settings, machine_type) if not unsure else (DiskShape(UNKNOWN, UNKNOWN),),
        public_address=home.public if isinstance(pool, Unknown) else _public(pool, home),
        several_zones=UNKNOWN if isinstance(zones, Unknown) else zones > 1,
        licence="" if unsure else of_image(settings.text("imageType")),
        mentions=home.monitored,
        identities=accounts(resource, context, where, account),
        fallback_hours_per_day=fallback_hours(facts["tags"]),
    )


def _capacity(settings: Inputs, where: str) -> Capacity:
    if settings.flag("flexStart") is True:  # dearer than spot and at most on-demand
        return on_demand(f"{where}.flexStart")
    return spot_if({f"{where}.spot": settings.flag("spot"), f"{where}.preemptible": settings.flag("preemptible")})


def _disks(settings: Inputs, machine_type: Maybe[str]) -> tuple[DiskShape, ...]:
    boot = settings.block("bootDisk")
    if isinstance(boot, Unknown):
        kind, size = UNKNOWN, UNKNOWN
    else:
        kind = settings.text("diskType") if boot is None else _first(boot.text("diskType"), settings.text("diskType"))
        size = settings.number("diskSizeGb") if boot is None or not boot.given("sizeGb") else boot.number("sizeGb")
    if kind is None and isinstance(machine_type, str):
        series = plain(machine_type)
        kind = "hyperdisk-balanced" if series.startswith(tuple(f"{it}-" for it in _HYPERDISK_ONLY)) else "pd-balanced"
    own = DiskShape(disk_kind(kind, machine_type), _DISK_GIB if size is None else size, True)
    counts = [settings.integer("localSsdCount")]
    for name in ("ephemeralStorageConfig", "ephemeralStorageLocalSsdConfig", "localNvmeSsdBlockConfig"):
        block = settings.block(name)
        counts.append(block.integer("localSsdCount") if isinstance(block, Inputs) else block)
    return (own, *(disk for count in counts for disk in local_ssds(count, machine_type)))


def _public(pool: Inputs, home: _Home) -> Maybe[bool]:
    network = pool.block("networkConfig")
    private = network.flag("enablePrivateNodes") if isinstance(network, Inputs) else network
    if private is None:
        return home.public
    return UNKNOWN if isinstance(private, Unknown) else not private


def _pool_zones(pool: Inputs, home: _Home) -> Maybe[int]:
    named = pool.texts("nodeLocations")
    if isinstance(named, Unknown):
        return UNKNOWN
    return len(named) or home.zones


def _sizes(pool: Maybe[Inputs], home: _Home) -> tuple[Maybe[int], Maybe[int] | None, Maybe[int]]:
    """(minimum, desired, maximum) over all zones. An autoscaled pool's size is the autoscaler's business."""
    scaling = pool if isinstance(pool, Unknown) else pool.block("autoscaling")
    if isinstance(pool, Unknown) or isinstance(scaling, Unknown):
        return UNKNOWN, UNKNOWN, UNKNOWN
    zones = _pool_zones(pool, home)
    if scaling is not None:
        total = scaling.integer("totalMaxNodeCount")
        if total is not None and total != 0:
            least = scaling.integer("totalMinNodeCount")
            return 0 if least is None else least, None, total
        least, most = scaling.integer("minNodeCount"), scaling.integer("maxNodeCount")
        return _times(0 if least is None else least, zones), None, _times(most, zones)
    size = _times(_count(pool), zones)
    return size, size, size


def _count(pool: Inputs) -> Maybe[int] | None:
    """Nodes in each zone: what it has, where no autoscaler decides, else what it begins with."""
    count = pool.integer("nodeCount")
    return pool.integer("initialNodeCount") if count is None else count


def _times(count: Maybe[int] | None, zones: Maybe[int]) -> Maybe[int]:
    if count == 0:
        return 0
    return UNKNOWN if count is None or isinstance(count, Unknown) or isinstance(zones, Unknown) else count * zones


def _provisioned(resource: Resource, context: Context, inputs: Inputs, home: _Home) -> Iterable[Node]:
    """What node auto-provisioning may add: pools of any type that pods ask for, within limits of cores, memory and accelerators of the
    whole cluster. Those of a type of accelerator without a limit never come (GKE, Configure node pool auto-creation: GPU limits)."""
    scaling = inputs.block("clusterAutoscaling")
    if scaling is None or (isinstance(scaling, Inputs) and scaling.flag("enabled") in (None, False)):
        return
    path = "clusterAutoscaling.resourceLimits"
    limits = UNKNOWN if isinstance(scaling, Unknown) else scaling.blocks("resourceLimits")
    facts = base(resource, context)
    rooms = limited(limits)
    choices, selections = _limited(rooms, path, resource)
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=f"{label(resource, facts['tags'])}/auto-provisioned",
        choices=choices,
        requirements=True,
        selections=selections,
        rooms=rooms,
        minimum=0,
        desired=None,
        maximum=most_within(choices, selections, rooms, facts["region"]),
        capacity=Capacity(UNKNOWN, UNKNOWN, path),
        public_address=home.public,
    )


_ROOMS: Final = {"cpu": "vcpus", "memory": "memory_gib"}


def limited(limits: Maybe[tuple[Maybe[Inputs], ...]]) -> tuple[Room, ...]:
    """The limits of node auto-provisioning; none where one of them is not known. Memory is in GB, which are GiB."""
    found: list[Room] = []
    for limit in (UNKNOWN,) if isinstance(limits, Unknown) else limits:
        kind = UNKNOWN if isinstance(limit, Unknown) else limit.text("resourceType")
        most = UNKNOWN if isinstance(limit, Unknown) else limit.integer("maximum")
        if not isinstance(kind, str) or not isinstance(most, int):
            return ()
        name = plain(kind)
        found.append(Room(_ROOMS[name], Decimal(most)) if name in _ROOMS else Room("accelerators", Decimal(most), name))
    return tuple(found)


def _limited(
    rooms: tuple[Room, ...], path: str, resource: Resource
) -> tuple[tuple[InstanceChoice, ...], tuple[Selection, ...]]:
    """(machines with an accelerator that has a limit above 0, any without accelerators); anything where a limit is not known."""
    if not rooms:
        return (InstanceChoice(UNKNOWN, path, resource.urn, UNKNOWN, UNKNOWN),), ()
    choices: dict[InstanceChoice, None] = {}
    most = {room.what: room.amount for room in rooms}
    for index, room in enumerate(rooms):
        for count in _COUNTS if room.what == "accelerators" else ():
            if count <= room.amount:
                found = with_accelerator("gcp", room.accelerator or "", count, f"{path}[{index}]", resource.urn)
                choices.update(dict.fromkeys(found))
    cores, memory = most.get("vcpus"), most.get("memory_gib")
    plain_ones = Selection(resource.urn, path, (None, cores), (None, memory), accelerators=(None, Decimal(0)))
    return tuple(choices), (plain_ones,)


_COUNTS: Final = (1, 2, 4, 8, 16)
"""How many accelerators a machine of Compute Engine has."""


def most_within(
    choices: Iterable[InstanceChoice],
    selections: Iterable[Selection],
    rooms: tuple[Room, ...],
    region: Maybe[str] | None,
) -> Maybe[int]:
    """How many machines there may be within a cluster's limits; `UNKNOWN` without any."""
    kinds = machines("gcp", choices)
    if kinds is None or not rooms:
        return UNKNOWN
    kinds += [kind for it in selections for kind in fitting_types(it, "gcp", region)]
    return or_unknown(most_machines((it for it in kinds if fits(it, rooms)), rooms))


KUBERNETES: Final[Mapping[str, Reader]] = {CLUSTER: _cluster, NODE_POOL: _pool}
