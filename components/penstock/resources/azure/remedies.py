"""Inputs of Azure resources that remediation may change without asking, and nothing else changes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from penstock.resources.change import Change, blocks_with_places, instead
from penstock.resources.reading.blocks import block_at
from penstock.resources.reading.inputs import Inputs

from .type_tokens import AGENT_POOL, CLUSTER, FLEET, SCALE_SET, VIRTUAL_MACHINE

_STAYS: Final = (None, "deallocate")


def _machine(inputs: Inputs) -> Iterator[Change]:
    yield from _profile(inputs, (None, "detach"))


def _scale_set(inputs: Inputs) -> Iterator[Change]:
    """A scale set's disks go with an instance unless it says otherwise."""
    for place, profile in blocks_with_places(inputs, "virtualMachineProfile"):
        for change in _profile(profile, ("detach",)):
            yield Change((*place, *change.path), change.value)


def _profile(profile: Inputs, kept: tuple[str | None, ...]) -> Iterator[Change]:
    yield from instead(profile, "evictionPolicy", write="Delete", of=_STAYS)
    for name in ("osDisk", "dataDisks"):
        for place, disk in blocks_with_places(profile, "storageProfile", name):
            if not _existed(disk):
                for change in instead(disk, "deleteOption", write="Delete", of=kept):
                    yield Change((*place, *change.path), change.value)


def _existed(disk: Inputs) -> bool:
    """A disk that existed before is somebody else's; an ephemeral one takes no option."""
    managed = block_at(disk, "managedDisk")
    attached = disk.text("createOption") not in (None, "FromImage", "Empty", "Copy", "Restore")
    return attached or disk.given("diffDiskSettings") or (managed is not None and not _new(managed))


def _new(managed: object) -> bool:
    return isinstance(managed, Inputs) and not managed.given("id")


def _fleet_strategy(inputs: Inputs) -> Iterator[Change]:
    yield from instead(
        inputs, "spotPriorityProfile", "allocationStrategy", write="PriceCapacityOptimized", of=("lowestprice",)
    )


def _pool(inputs: Inputs) -> Iterator[Change]:
    yield from instead(inputs, "scaleSetEvictionPolicy", write="Delete", of=("deallocate",))


def _cluster(inputs: Inputs) -> Iterator[Change]:
    for place, pool in blocks_with_places(inputs, "agentPoolProfiles"):
        if pool.text("scaleSetPriority") == "Spot":
            for change in _pool(pool):
                yield Change((*place, *change.path), change.value)


DELETED_WITH_NODE: Final[Mapping[str, Callable[[Inputs], Iterable[Change]]]] = {
    AGENT_POOL: _pool,
    CLUSTER: _cluster,
    SCALE_SET: _scale_set,
    VIRTUAL_MACHINE: _machine,
}
"""A spot machine that is taken back goes, and its disks go with it."""

BY_CAPACITY: Final[Mapping[str, Callable[[Inputs], Iterable[Change]]]] = {FLEET: _fleet_strategy}
"""Spot nodes come from the pools that are the least likely to be taken back, not from the cheapest alone."""
