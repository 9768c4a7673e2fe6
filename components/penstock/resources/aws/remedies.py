"""Inputs of AWS resources that remediation may change without asking, and nothing else changes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from penstock.resources.aws.machines.nodes import CHEAPEST
from penstock.resources.change import Change, Path, blocks_with_places, instead
from penstock.resources.reading.blocks import integer_at
from penstock.resources.reading.inputs import Inputs

from .type_tokens import GROUP, INSTANCE, LAUNCH_TEMPLATE

_FLEET: Final = "aws:ec2/fleet:Fleet"
_SPOT_FLEET: Final = "aws:ec2/spotFleetRequest:SpotFleetRequest"
_SPOT_REQUEST: Final = "aws:ec2/spotInstanceRequest:SpotInstanceRequest"
_KEEPING: Final = ("stop", "hibernate")


def _instance(inputs: Inputs) -> Iterator[Change]:
    yield from _terminated(inputs, "instanceMarketOptions", "spotOptions", "instanceInterruptionBehavior")
    yield from _own_disks(inputs)


def _spot_request(inputs: Inputs) -> Iterator[Change]:
    yield from _terminated(inputs, "instanceInterruptionBehavior")
    yield from _own_disks(inputs)


def _template(inputs: Inputs) -> Iterator[Change]:
    yield from _terminated(inputs, "instanceMarketOptions", "spotOptions", "instanceInterruptionBehavior")
    for place, mapping in blocks_with_places(inputs, "blockDeviceMappings"):
        for inner, disk in blocks_with_places(mapping, "ebs"):
            yield from _deleted(disk, (*place, *inner))


def _fleet(inputs: Inputs) -> Iterator[Change]:
    yield from _terminated(inputs, "spotOptions", "instanceInterruptionBehavior")


def _spot_fleet(inputs: Inputs) -> Iterator[Change]:
    yield from _terminated(inputs, "instanceInterruptionBehaviour")
    for place, specification in blocks_with_places(inputs, "launchSpecifications"):
        for change in _own_disks(specification, "rootBlockDevices"):
            yield Change((*place, *change.path), change.value)


def _own_disks(inputs: Inputs, root: str = "rootBlockDevice") -> Iterator[Change]:
    for name in (root, "ebsBlockDevices"):
        for place, disk in blocks_with_places(inputs, name):
            yield from _deleted(disk, place)


def _deleted(disk: Inputs, place: Path) -> Iterator[Change]:
    name = "deleteOnTermination"
    if disk.flag(name) is False:  # a launch template spells it as text
        yield Change((*place, name), "true" if isinstance(disk.raw(name), str) else True)


def _terminated(inputs: Inputs, *path: str) -> Iterator[Change]:
    return instead(inputs, *path, write="terminate", of=_KEEPING)


DELETED_WITH_NODE: Final[Mapping[str, Callable[[Inputs], Iterable[Change]]]] = {
    INSTANCE: _instance,
    LAUNCH_TEMPLATE: _template,
    _FLEET: _fleet,
    _SPOT_FLEET: _spot_fleet,
    _SPOT_REQUEST: _spot_request,
}
"""A spot machine that is taken back goes, and its disks go with it."""


def _group_strategy(inputs: Inputs) -> Iterator[Change]:
    path = ("mixedInstancesPolicy", "instancesDistribution")
    found = list(instead(inputs, *path, "spotAllocationStrategy", write="price-capacity-optimized", of=CHEAPEST))
    yield from found
    # "Only available with lowest-price. Otherwise it must be set to 0, if it has been defined before" (autoscaling.Group).
    if found and integer_at(inputs, *path, "spotInstancePools") not in (None, 0):
        yield Change((*path, "spotInstancePools"), 0)


def _fleet_strategy(inputs: Inputs) -> Iterator[Change]:
    # A number of pools is valid with lowestPrice only (SpotOptionsRequest): one that somebody chose is theirs to take out.
    if integer_at(inputs, "spotOptions", "instancePoolsToUseCount") in (None, 1):
        yield from instead(inputs, "spotOptions", "allocationStrategy", write="price-capacity-optimized", of=CHEAPEST)


def _spot_fleet_strategy(inputs: Inputs) -> Iterator[Change]:
    if inputs.integer("instancePoolsToUseCount") in (None, 1):
        yield from instead(inputs, "allocationStrategy", write="priceCapacityOptimized", of=CHEAPEST)


BY_CAPACITY: Final[Mapping[str, Callable[[Inputs], Iterable[Change]]]] = {
    GROUP: _group_strategy,
    _FLEET: _fleet_strategy,
    _SPOT_FLEET: _spot_fleet_strategy,
}
"""Spot nodes come from the pools that are the least likely to be taken back, not from the cheapest alone."""


def _rule_of_configuration(days: int) -> dict[str, object]:
    return {
        "status": "Enabled",
        "filter": {},
        "abortIncompleteMultipartUpload": {"daysAfterInitiation": days},
    }


def _rule_of_bucket(days: int) -> dict[str, object]:
    return {"enabled": True, "abortIncompleteMultipartUploadDays": days}


LIFECYCLES: Final[Mapping[str, tuple[str, Callable[[int], dict[str, object]]]]] = {
    "aws:s3/bucket:Bucket": ("lifecycleRules", _rule_of_bucket),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ("rules", _rule_of_configuration),
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": ("rules", _rule_of_configuration),
    "aws:s3/bucketV2:BucketV2": ("lifecycleRules", _rule_of_bucket),
}
"""Type -> its list of lifecycle rules, and the rule that aborts uploads after so many days."""
