"""Azure Batch: pools of dedicated and low-priority nodes. Nodes of a pool share the address of its load balancer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader
from penstock.resources.azure.data.managed_disks import disk
from penstock.resources.azure.places import base
from penstock.resources.azure.references import data_references, identities
from penstock.resources.azure.type_tokens import BATCH_POOL
from penstock.resources.facts import Capacity, DiskShape, Fact, Node
from penstock.resources.machines.capacity_types import unknown_capacity
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, blocks_at, integer_at, number_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, tags_of
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .batch_formula import Targets, targets, waits_for_tasks
from .nodes import LOW_PRIORITY, choice, own_stopper

_DATA_DISK: Final = "Standard_LRS"
"""`storageAccountType` of a data disk that says none (pulumi-azure-native, batch.DataDisk)."""

_SCALE: Final = "scaleSettings"

_EVALUATED: Final = "PT15M"
"""`evaluationInterval`: "If omitted, the default value is 15 minutes" (pulumi-azure-native, batch.AutoScaleSettings)."""


def _pool(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    tags = {**tags_of(inputs.raw("tags")), **tags_of(inputs.raw("resourceTags"))}
    facts = base(resource, context, tags)
    scale = inputs.block(_SCALE)
    asked = _asked(scale)
    size, capacity = _bought(scale) if asked is None else (asked.dedicated + asked.low_priority, _mixed(asked))
    texts = texts_of(inputs.raw("startTask"))
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(or_unknown(inputs.text("vmSize")), "vmSize", resource),
        minimum=size if asked is None else asked.least,
        desired=size if asked is None else None,
        maximum=size,
        capacity=capacity,
        disks=_disks(block_at(inputs, "deploymentConfiguration", "virtualMachineConfiguration")),
        public_address=False,
        mentions=texts,
        identities=identities(resource, context, inputs),
        references=data_references(resource, context, "startTask", texts, "start task"),
        service=LOW_PRIORITY if capacity.spot_percent == 100 else None,
    )
    formula = text_at(scale, "autoScale", "formula")
    if asked is not None and asked.least == 0 and isinstance(formula, str) and waits_for_tasks(formula):
        interval = text_at(scale, "autoScale", "evaluationInterval")
        yield own_stopper(resource, context, _EVALUATED if interval is None else interval)


def _asked(scale: Maybe[Inputs] | None) -> Targets | None:
    formula = text_at(scale, "autoScale", "formula")
    return targets(formula) if isinstance(formula, str) else None


def _mixed(asked: Targets) -> Capacity:
    """Of both kinds the dearer reading: the dedicated nodes come first."""
    percent = Decimal(100) if asked.low_priority else Decimal(0)
    return Capacity(asked.dedicated if asked.low_priority else 0, percent, f"{_SCALE}.autoScale.formula")


def _bought(scale: Maybe[Inputs] | None) -> tuple[Maybe[int], Capacity]:
    """(nodes, how they are bought): so many dedicated, the rest low-priority. What any other formula asks for is not known."""
    if isinstance(scale, Unknown) or (scale is not None and scale.given("autoScale")):
        return UNKNOWN, unknown_capacity(_SCALE)
    dedicated, low = (
        integer_at(scale, "fixedScale", name) for name in ("targetDedicatedNodes", "targetLowPriorityNodes")
    )
    if isinstance(dedicated, Unknown) or isinstance(low, Unknown):
        return UNKNOWN, unknown_capacity(f"{_SCALE}.fixedScale")
    percent = Decimal(100) if low else Decimal(0)
    base_count = dedicated or 0 if low else 0
    return (dedicated or 0) + (low or 0), Capacity(base_count, percent, f"{_SCALE}.fixedScale")


def _disks(machine: Maybe[Inputs] | None) -> tuple[DiskShape, ...]:
    """An OS disk that the program says something about, and the data disks. A pool's disks go with its nodes."""
    if isinstance(machine, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    found: list[DiskShape] = []
    system = block_at(machine, "osDisk")
    if isinstance(system, Unknown):
        found.append(DiskShape(UNKNOWN, UNKNOWN, True))
    elif system is not None and not system.given("ephemeralOSDiskSettings"):
        found.append(disk(text_at(system, "managedDisk", "storageAccountType"), number_at(system, "diskSizeGB"), True))
    data = blocks_at(machine, "dataDisks")
    for block in (UNKNOWN,) if isinstance(data, Unknown) else data:
        kind = text_at(block, "storageAccountType")
        found.append(disk(_DATA_DISK if kind is None else kind, number_at(block, "diskSizeGB"), True))
    return tuple(found)


BATCH: Final[Mapping[str, Reader]] = {BATCH_POOL: _pool}
