"""EBS snapshots and AMIs: billed by the GiB that changed, which no program declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, each_by_use, each_hour
from penstock.resources.aws.transfers.egress import path, region_in_arn
from penstock.resources.facts import Fact, Snapshots
from penstock.resources.facts.data import kept
from penstock.resources.reading.blocks import each_block, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_SNAPSHOT: Final = "snapshot-gib-month"


def kept_by_use(sku: str, what: str) -> Reader:
    """A reader of a snapshot that bills by use alone."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, sku)
        yield kept(context.base(resource), what)

    return read


def _snapshot(resource: Resource, context: Context) -> Iterable[Fact]:
    yield kept(context.base(resource), "a snapshot")
    tier = Inputs(resource.inputs).text("storageTier")
    if tier != "archive":
        yield by_use(resource, context, _SNAPSHOT)
    if tier == "archive" or isinstance(tier, Unknown):
        yield by_use(resource, context, "snapshot-archive-gib-month")


def _lifecycle(resource: Resource, context: Context) -> Iterable[Fact]:
    """What Data Lifecycle Manager takes, and what it copies to other regions."""
    yield by_use(resource, context, _SNAPSHOT)
    details = Inputs(resource.inputs).block("policyDetails")
    yield Snapshots(**context.base(resource), what="snapshots of a lifecycle policy", expires=_retained(details))
    targets: dict[Region, None] = {}
    for schedule in each_block(details, "schedules"):
        for rule in (UNKNOWN,) if isinstance(schedule, Unknown) else each_block(schedule, "crossRegionCopyRules"):
            region = text_at(rule, "targetRegion")
            targets[_region(text_at(rule, "target")) if region is None else region] = None
    for copy in each_block(details, "action", "crossRegionCopies"):
        targets[_region(text_at(copy, "target"))] = None
    for target in targets:
        yield from path(resource, context, target, COPIED, "a lifecycle policy's copy rule")


def _retained(details: Maybe[Inputs] | None) -> Maybe[bool]:
    """Each schedule must say how many it keeps or for how long; a default policy keeps them for 7 days unless it says more
    (Amazon EBS user guide, Default policies)."""
    schedules = each_block(details, "schedules")
    rules = [it if isinstance(it, Unknown) else it.given("retainRule") for it in schedules]
    return False if False in rules else UNKNOWN if UNKNOWN in rules else True


def _region(target: Region) -> Region:
    """A target is a region's name, or the ARN of an outpost in one."""
    if isinstance(target, str) and plain(target).startswith("arn:"):
        return region_in_arn(target)
    return UNKNOWN if target is None else target


SNAPSHOTS: Final[Mapping[str, Reader]] = {
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": _lifecycle,
    "aws:ebs/fastSnapshotRestore:FastSnapshotRestore": each_hour("snapshot-fast-restore-hour"),
    "aws:ebs/snapshot:Snapshot": _snapshot,
    "aws:ebs/snapshotImport:SnapshotImport": _snapshot,
    "aws:ec2/ami:Ami": each_by_use(_SNAPSHOT),
    "aws:ec2/amiFromInstance:AmiFromInstance": each_by_use(_SNAPSHOT),
}
