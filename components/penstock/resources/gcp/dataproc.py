"""Dataproc clusters: masters, workers and secondary workers as groups of nodes, with Dataproc's own fee on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.capacities import Words, by_word, on_demand, only_on_demand, spot
from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Capacity, DiskShape, Fact, IdleStopper, Node
from penstock.resources.inputs import Inputs
from penstock.resources.values import UNKNOWN, Maybe, Unknown

from .charges import Reader
from .nodes import attached, choice, disk_kind, label, local_ssds, own_stopper
from .places import base
from .references import accounts

_PARTS: Final = (("masterConfig", 1), ("workerConfig", 2))
"""The groups that a cluster always has, and how many nodes each has that says nothing (pulumi-gcp, `dataproc.Cluster`)."""

_SECONDARY: Final = "preemptibleWorkerConfig"
_PREEMPTIBILITY: Final = Words(("SPOT", "PREEMPTIBLE", "PREEMPTIBILITY_UNSPECIFIED"), ("NON_PREEMPTIBLE",))
"""Of secondary workers; what is not specified is preemptible (Dataproc API, Preemptibility)."""


def _cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    if inputs.given("virtualClusterConfig"):  # it runs on a GKE cluster's nodes, which are read there
        return
    config = inputs.block("clusterConfig")
    block = config if isinstance(config, Inputs) else Inputs({})
    unsure = isinstance(config, Unknown)
    for name, count in _PARTS:
        part = UNKNOWN if unsure else block.block(name)
        path = f"clusterConfig.{name}"
        capacity = only_on_demand(path) if name == "masterConfig" else on_demand(path)
        yield _node(resource, context, block, part, name=name, default=count, capacity=capacity)
    part = block.block(_SECONDARY)
    if part is not None:
        yield _node(resource, context, block, part, name=_SECONDARY, default=0, capacity=_preemptible(part))
    yield from _idle(resource, context, block)


def _preemptible(part: Maybe[Inputs]) -> Capacity:
    path = "clusterConfig.preemptibleWorkerConfig.preemptibility"
    kind = part if isinstance(part, Unknown) else part.text("preemptibility")
    return spot(path) if kind is None else by_word(kind, path, _PREEMPTIBILITY)


def _node(
    resource: Resource,
    context: Context,
    config: Inputs,
    part: Maybe[Inputs] | None,
    *,
    name: str,
    default: int,
    capacity: Capacity,
) -> Node:
    facts = base(resource, context)
    unsure = isinstance(part, Unknown)
    block = part if isinstance(part, Inputs) else Inputs({})
    count: Maybe[int] | None = UNKNOWN if unsure else block.integer("numInstances")
    size: Maybe[int] = default if count is None else count
    most: Maybe[int] = UNKNOWN if config.given("autoscalingConfig") and name != "masterConfig" else size
    machine_type, path = _machine_type(block, config, name)
    accelerators = attached(UNKNOWN if unsure else block.blocks("accelerators"), "acceleratorType", "acceleratorCount")
    cluster = config.block("gceClusterConfig")
    network = cluster if isinstance(cluster, Inputs) else Inputs({})
    return Node(
        **facts,
        kind="group",
        name=resource.name,
        label=f"{label(resource, facts['tags'])}/{name.removesuffix('Config')}",
        choices=choice(machine_type, path, resource, accelerators),
        minimum=size,
        desired=size if most is size else None,
        maximum=most,
        capacity=capacity,
        disks=(DiskShape(UNKNOWN, UNKNOWN),) if unsure else _disks(block, machine_type),
        public_address=_public(cluster),
        identities=accounts(resource, context, "clusterConfig", network.raw("serviceAccount")),
        service="dataproc",
    )


def _machine_type(part: Inputs, config: Inputs, name: str) -> tuple[Maybe[str], str]:
    """(type, where it says so): its own; a secondary worker's is the workers'. Else the image's default, which is not known."""
    own = part.text("machineType")
    if own is None and name == _SECONDARY:
        name, workers = "workerConfig", config.block("workerConfig")
        own = workers.text("machineType") if isinstance(workers, Inputs) else workers
    return UNKNOWN if own is None else own, f"clusterConfig.{name}.machineType"


def _disks(block: Inputs, machine_type: Maybe[str] | None) -> tuple[DiskShape, ...]:
    config = block.block("diskConfig")
    if config is None or isinstance(config, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    kind, size = config.text("bootDiskType"), config.number("bootDiskSizeGb")
    own = DiskShape("pd-standard" if kind is None else disk_kind(kind, None), UNKNOWN if size is None else size, True)
    return (own, *local_ssds(config.integer("numLocalSsds"), machine_type))


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
