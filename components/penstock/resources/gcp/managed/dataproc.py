"""Dataproc clusters: masters, workers and secondary workers as groups of nodes, with Dataproc's own fee on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Capacity, DiskShape, Fact, IdleStopper, InstanceChoice, Node
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.machines.nodes import attached, choice, disk_kind, local_ssds, own_stopper, spot_if
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import accounts, referred
from penstock.resources.machines.capacity_types import Words, by_word, on_demand, only_on_demand, spot
from penstock.resources.machines.preference import Ranked, by_rank, taking_first
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, each_block, flag_at, integer_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_PARTS: Final = (("masterConfig", 1), ("workerConfig", 2))
"""The groups that a cluster always has, and how many nodes each has that says nothing (pulumi-gcp, `dataproc.Cluster`)."""

_BOOT_GIB: Final = Decimal(500)
"""Of a boot disk of no stated size (Dataproc API, DiskConfig, `bootDiskSizeGb`)."""

_POLICY: Final = "gcp:dataproc/autoscalingPolicy:AutoscalingPolicy"
_SECONDARY: Final = "preemptibleWorkerConfig"
_GKE: Final = ("virtualClusterConfig", "kubernetesClusterConfig", "gkeClusterConfig")
_PREEMPTIBILITY: Final = Words(("SPOT", "PREEMPTIBLE", "PREEMPTIBILITY_UNSPECIFIED"), ("NON_PREEMPTIBLE",))
"""Of secondary workers; what is not specified is preemptible (Dataproc API, Preemptibility)."""


@dataclass(frozen=True, slots=True)
class _Group:
    """One group of a cluster's nodes. `path`: where it is in the inputs. `alike`: the group whose type it has when it says none.
    `sizes`: what an autoscaling policy calls its sizes; None: no policy changes them."""

    path: str
    default: int
    capacity: Capacity
    alike: Maybe[Inputs] | None = None
    sizes: str | None = None

    @property
    def name(self) -> str:
        """For people: `preemptibleWorker`."""
        return self.path.rpartition(".")[2].removesuffix("Config")


def _cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    if inputs.given("virtualClusterConfig"):
        yield from _virtual(resource, context, block_at(inputs, *_GKE))
        return
    config = inputs.block("clusterConfig")
    yield from cluster_nodes(resource, context, config, "clusterConfig", secondary=_SECONDARY)
    yield from _idle(resource, context, config if isinstance(config, Inputs) else Inputs({}))


def cluster_nodes(
    resource: Resource, context: Context, config: Maybe[Inputs] | None, where: str, *, secondary: str
) -> Iterable[Node]:
    """The groups of the cluster that the block at `where` describes; `secondary` is what it calls the secondary workers."""
    block = config if isinstance(config, Inputs) else Inputs({})
    unsure = isinstance(config, Unknown)
    for name, count in _PARTS:
        part = UNKNOWN if unsure else block.block(name)
        path = f"{where}.{name}"
        master = name == "masterConfig"
        sizes = None if master else "workerConfig"
        group = _Group(path, count, only_on_demand(path) if master else on_demand(path), sizes=sizes)
        yield _node(resource, context, block, part, group)
    part = block.block(secondary)
    if part is not None or block.given("autoscalingConfig"):
        path = f"{where}.{secondary}"
        group = _Group(
            path, 0, _preemptible(part, path), alike=block.block("workerConfig"), sizes="secondaryWorkerConfig"
        )
        node = _node(resource, context, block, part, group)
        if part is not None or node.maximum != 0:
            yield node
    for at, outer in enumerate(each_block(block, "auxiliaryNodeGroups")):
        for inner, each in enumerate(each_block(outer, "nodeGroups")):
            path = f"{where}.auxiliaryNodeGroups[{at}].nodeGroups[{inner}].nodeGroupConfig"
            part = each if isinstance(each, Unknown) else each.block("nodeGroupConfig")
            yield _node(resource, context, block, part, _Group(path, 1, only_on_demand(path)))


def _preemptible(part: Maybe[Inputs] | None, where: str) -> Capacity:
    path = f"{where}.preemptibility"
    kind = part if part is None or isinstance(part, Unknown) else part.text("preemptibility")
    return spot(path) if kind is None else by_word(kind, path, _PREEMPTIBILITY)


def _node(resource: Resource, context: Context, config: Inputs, part: Maybe[Inputs] | None, group: _Group) -> Node:
    facts = base(resource, context)
    unsure = isinstance(part, Unknown)
    block = part if isinstance(part, Inputs) else Inputs({})
    count: Maybe[int] | None = UNKNOWN if unsure else block.integer("numInstances")
    size: Maybe[int] = group.default if count is None else count
    least, most = (size, size) if group.sizes is None else _scaled(resource, context, config, group.sizes, size)
    machine_type, path = _machine_type(block, group)
    accelerators = attached(UNKNOWN if unsure else block.blocks("accelerators"), "acceleratorType", "acceleratorCount")
    flexible, alike = _flexible(resource, part, group.path, accelerators)
    cluster = config.block("gceClusterConfig")
    network = cluster if isinstance(cluster, Inputs) else Inputs({})
    return Node(
        **facts,
        kind="group",
        name=resource.name,
        label=f"{label(resource, facts['tags'])}/{group.name}",
        choices=flexible or choice(machine_type, path, resource, accelerators),
        minimum=least,
        desired=size if most is size else None,
        maximum=most,
        begins=None if most is size else count,
        capacity=taking_first(group.capacity, alike, spot=True) if flexible else group.capacity,
        disks=(DiskShape(UNKNOWN, UNKNOWN),) if unsure else _disks(block, machine_type, group.alike),
        public_address=_public(cluster),
        identities=accounts(resource, context, group.path, network.raw("serviceAccount")),
        service="dataproc",
    )


def _scaled(
    resource: Resource, context: Context, config: Inputs, name: str, size: Maybe[int]
) -> tuple[Maybe[int], Maybe[int]]:
    """(least, most) nodes by the cluster's autoscaling policy; a size that the policy does not name is `size` at least, and any at most
    (Dataproc, Autoscale clusters: `maxInstances` of the workers is required; of secondary workers the default is 0)."""
    scaling = config.block("autoscalingConfig")
    if scaling is None:
        return size, size
    named = UNKNOWN if isinstance(scaling, Unknown) else scaling.raw("policyUri")
    found = referred(resource, context, "clusterConfig", named, (_POLICY,)) or referred(
        resource, context, "placement", named, (_POLICY,)
    )
    policy = Inputs(context.by_urn[found[0]].inputs).block(name) if len(found) == 1 else UNKNOWN
    if policy is None:
        return (size, size) if name == "secondaryWorkerConfig" else (size, UNKNOWN)
    most = integer_at(policy, "maxInstances")
    least = or_default(integer_at(policy, "minInstances"), 0 if name == "secondaryWorkerConfig" else 2)
    if most is None:
        return size, 0 if name == "secondaryWorkerConfig" else UNKNOWN
    return least, most


def _flexible(
    resource: Resource, part: Maybe[Inputs] | None, where: str, accelerators: tuple[Maybe[str] | None, Maybe[int]]
) -> tuple[tuple[InstanceChoice, ...], int | None]:
    """The types of a flexibility policy, those of the lowest rank first, and how many have it: "A lower rank number is given higher
    preference" (Dataproc API, InstanceSelection; Flexible VMs)."""
    name = "instanceFlexibilityPolicy"
    found: list[Ranked] = []
    for at, selection in enumerate(each_block(part, name, "instanceSelectionLists")):
        path = f"{where}.{name}.instanceSelectionLists[{at}].machineTypes"
        types = selection if isinstance(selection, Unknown) else selection.texts("machineTypes")
        rank = selection if isinstance(selection, Unknown) else or_default(selection.number("rank"), Decimal(0))
        for index, named in enumerate((UNKNOWN,) if isinstance(types, Unknown) else types):
            found += [(rank, it) for it in choice(named, f"{path}[{index}]", resource, accelerators)]
    return by_rank(found) if found else ((), None)


def _virtual(resource: Resource, context: Context, gke: Maybe[Inputs] | None) -> Iterable[Node]:
    """Dataproc on GKE makes the pools that it names, if the GKE cluster has none of that name; one without a configuration is
    there already, and read there. All are in one zone (Dataproc on GKE, Node pools)."""
    facts = base(resource, context)
    for at, target in enumerate(each_block(gke, "nodePoolTargets")):
        path = f"{'.'.join(_GKE)}.nodePoolTargets[{at}].nodePoolConfig"
        pool = target if isinstance(target, Unknown) else target.block("nodePoolConfig")
        if pool is None:
            continue
        config = block_at(pool, "config")
        named = text_at(config, "machineType")
        flags = {f"{path}.config.{name}": flag_at(config, name) for name in ("spot", "preemptible")}
        yield Node(
            **facts,
            kind="group",
            name=resource.name,
            label=f"{label(resource, facts['tags'])}/pool {at}",
            choices=choice(UNKNOWN if named is None else named, f"{path}.config.machineType", resource),
            minimum=or_default(integer_at(pool, "autoscaling", "minNodeCount"), 0),
            desired=None,
            maximum=or_unknown(integer_at(pool, "autoscaling", "maxNodeCount")),
            capacity=spot_if(flags),
            several_zones=False,
            service="dataproc",
        )


def _machine_type(part: Inputs, group: _Group) -> tuple[Maybe[str], str]:
    """(type, where it says so): its own; a secondary worker's is the workers'. Else the image's default, which is not known."""
    own, path = part.text("machineType"), group.path
    if own is None and group.alike is not None:
        path = f"{path.rpartition('.')[0]}.workerConfig"
        own = group.alike if isinstance(group.alike, Unknown) else group.alike.text("machineType")
    return UNKNOWN if own is None else own, f"{path}.machineType"


def _disks(block: Inputs, machine_type: Maybe[str] | None, alike: Maybe[Inputs] | None) -> tuple[DiskShape, ...]:
    """Of secondary workers, of the kind that the workers' are (Dataproc, Dataproc boot disks)."""
    config = block.block("diskConfig")
    if isinstance(config, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    own_kind = text_at(config, "bootDiskType")
    kind = text_at(alike, "diskConfig", "bootDiskType") if own_kind is None else own_kind
    size = or_default(None if config is None else config.number("bootDiskSizeGb"), _BOOT_GIB)
    own = DiskShape("pd-standard" if kind is None else disk_kind(kind, None), size, True)
    return (own, *local_ssds(integer_at(config, "numLocalSsds"), machine_type))


def _public(cluster: Maybe[Inputs] | None) -> Maybe[bool]:
    """Since image 2.2 a cluster's default depends on its image, so it is known only where the program says."""
    internal = cluster.flag("internalIpOnly") if isinstance(cluster, Inputs) else cluster
    return UNKNOWN if internal is None or isinstance(internal, Unknown) else not internal


def _idle(resource: Resource, context: Context, config: Inputs) -> Iterable[IdleStopper]:
    block = config.block("lifecycleConfig")
    for name in ("idleDeleteTtl", "idleStopTtl"):
        value = block.raw(name) if isinstance(block, Inputs) else block
        if value is not None:
            yield own_stopper(resource, context, value)


DATAPROC: Final[Mapping[str, Reader]] = {"gcp:dataproc/cluster:Cluster": _cluster}
