"""Vertex AI's machines, to train on and to serve from.

It bills them at prices of its own, or for a fee on top of the machine's: `Node.service` says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Capacity, DiskShape, Fact, Free, InstanceChoice, Node
from penstock.resources.gcp.charges import Reader, each_by_use
from penstock.resources.gcp.machines.nodes import attached, choice, disk_kind, spot_if
from penstock.resources.gcp.places import base
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_DISK_GIB: Final = Decimal(100)
"""What a machine has that says nothing (pulumi-gcp, `vertex.AiPersistentResource.resourcePools.diskSpec`); its type below."""


def _deployment(block_path: tuple[str, ...], *, chosen_by_model: bool = False) -> Reader:
    """Machines that serve: `dedicatedResources` in the block at `block_path`, minimum to maximum replicas.

    `chosen_by_model`: where the program names none, the model's own default is what is deployed.
    """

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        block: Maybe[Inputs] | None = Inputs(resource.inputs)
        for name in block_path:
            block = block.block(name) if isinstance(block, Inputs) else block
        path = ".".join((*block_path, "dedicatedResources"))
        dedicated = block.block("dedicatedResources") if isinstance(block, Inputs) else block
        if dedicated is None and chosen_by_model:
            dedicated = UNKNOWN
        if dedicated is None:
            yield Free(**base(resource, context))  # the model's own use is billed where it is called
            return
        replicas = dedicated if isinstance(dedicated, Inputs) else Inputs({})
        least = _replicas(dedicated, "minReplicaCount")
        most = replicas.integer("maxReplicaCount")
        yield _machines(
            resource,
            context,
            dedicated,
            path,
            service="vertex-serving",
            minimum=least,
            desired=None if most is not None and most != least else least,
            maximum=least if most is None and isinstance(dedicated, Inputs) else UNKNOWN if most is None else most,
            capacity=Capacity(UNKNOWN, UNKNOWN, path)
            if isinstance(dedicated, Unknown)
            else spot_if({f"{path}.spot": replicas.flag("spot")}),
        )

    return read


def _replicas(block: Maybe[Inputs], name: str) -> Maybe[int]:
    count = block if isinstance(block, Unknown) else block.integer(name)
    return UNKNOWN if count is None else count


def _machines(
    resource: Resource,
    context: Context,
    pool: Maybe[Inputs],
    path: str,
    *,
    service: str,
    minimum: Maybe[int],
    desired: Maybe[int] | None,
    maximum: Maybe[int],
    capacity: Capacity,
    disks: tuple[DiskShape, ...] = (),
) -> Node:
    facts = base(resource, context)
    spec = pool if isinstance(pool, Unknown) else pool.block("machineSpec")
    where = f"{path}.machineSpec"
    return Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=spec_choice(spec, where, resource),
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        capacity=capacity,
        disks=disks,
        public_address=False,
        service=service,
    )


def spec_choice(spec: Maybe[Inputs] | None, where: str, resource: Resource) -> tuple[InstanceChoice, ...]:
    """A Vertex AI `machineSpec`."""
    if spec is None or isinstance(spec, Unknown):
        return (InstanceChoice(UNKNOWN, where, resource.urn, UNKNOWN, UNKNOWN),)
    accelerators = attached((spec,), "acceleratorType", "acceleratorCount")
    machine_type = spec.text("machineType")
    return choice(UNKNOWN if machine_type is None else machine_type, f"{where}.machineType", resource, accelerators)


def _persistent(resource: Resource, context: Context) -> Iterable[Fact]:
    """A persistent resource: pools of training machines that stay up until it is deleted."""
    inputs = Inputs(resource.inputs)
    pools = inputs.blocks("resourcePools")
    for index, pool in enumerate((UNKNOWN,) if isinstance(pools, Unknown) else pools):
        path = f"resourcePools[{index}]"
        scaling = pool if isinstance(pool, Unknown) else pool.block("autoscalingSpec")
        size = _replicas(pool, "replicaCount")
        minimum, maximum, begins = size, size, None
        if scaling is not None:
            minimum, maximum = _replicas(scaling, "minReplicaCount"), _replicas(scaling, "maxReplicaCount")
            begins = pool.integer("replicaCount") if isinstance(pool, Inputs) else None
        machines = _machines(
            resource,
            context,
            pool,
            path,
            service="vertex-training",
            minimum=minimum,
            desired=size if scaling is None else None,
            maximum=maximum,
            capacity=only_on_demand(path),
            disks=_disks(pool),
        )
        yield replace(machines, begins=begins)


def _disks(pool: Maybe[Inputs]) -> tuple[DiskShape, ...]:
    spec = pool if isinstance(pool, Unknown) else pool.block("diskSpec")
    machine = pool if isinstance(pool, Unknown) else pool.block("machineSpec")
    if isinstance(spec, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    kind = None if spec is None else spec.text("bootDiskType")
    size = None if spec is None else spec.number("bootDiskSizeGb")
    if kind is None:
        machine_type = machine.text("machineType") if isinstance(machine, Inputs) else UNKNOWN
        ultra = isinstance(machine_type, str) and plain(machine_type).startswith("a3-ultragpu")
        kind = "hyperdisk-balanced" if ultra else "pd-ssd" if isinstance(machine_type, str) else UNKNOWN
    return (DiskShape(disk_kind(kind, None), _DISK_GIB if size is None else size, True),)


VERTEX: Final[Mapping[str, Reader]] = {
    "gcp:vertex/aiDeploymentResourcePool:AiDeploymentResourcePool": _deployment(()),
    "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": _deployment(
        ("deployConfig",), chosen_by_model=True
    ),
    "gcp:vertex/aiFeatureOnlineStore:AiFeatureOnlineStore": each_by_use("vertex-feature-store-node-hour"),
    "gcp:vertex/aiIndex:AiIndex": each_by_use("vertex-index-build-gib"),
    "gcp:vertex/aiIndexEndpointDeployedIndex:AiIndexEndpointDeployedIndex": _deployment(()),
    "gcp:vertex/aiPersistentResource:AiPersistentResource": _persistent,
    "gcp:vertex/aiTensorboard:AiTensorboard": each_by_use("vertex-tensorboard-gib-month"),
}
