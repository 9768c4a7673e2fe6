"""Inputs of Google Cloud resources that remediation may change without asking, and nothing else changes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from penstock.resources.change import Change, Path, blocks_with_places, instead
from penstock.resources.reading.blocks import text_at
from penstock.resources.reading.inputs import Inputs, plain

from .type_tokens import INSTANCE, INSTANCE_FROM_TEMPLATE, TEMPLATES


def _instance(inputs: Inputs) -> Iterator[Change]:
    yield from _ended(inputs)
    for place, disk in blocks_with_places(inputs, "bootDisk"):
        yield from _deleted(disk, place)


def _template(inputs: Inputs) -> Iterator[Change]:
    yield from _ended(inputs)
    for place, disk in blocks_with_places(inputs, "disks"):
        yield from _deleted(disk, place)


def _ended(inputs: Inputs) -> Iterator[Change]:
    """An action is for the provisioning model SPOT; a legacy preemptible machine has none to choose."""
    model = text_at(inputs, "scheduling", "provisioningModel")
    if isinstance(model, str) and plain(model).upper() == "SPOT":
        yield from instead(inputs, "scheduling", "instanceTerminationAction", write="DELETE", of=(None, "stop"))


def _deleted(disk: Inputs, place: Path) -> Iterator[Change]:
    """Not a disk that existed before: it is somebody else's."""
    if disk.flag("autoDelete") is False and not disk.given("source"):
        yield Change((*place, "autoDelete"), True)


DELETED_WITH_NODE: Final[Mapping[str, Callable[[Inputs], Iterable[Change]]]] = {
    INSTANCE: _instance,
    INSTANCE_FROM_TEMPLATE: _instance,
    **dict.fromkeys(TEMPLATES, _template),
}
"""A spot machine that is taken back goes, and its disks go with it."""


def _abort_rule(days: int) -> dict[str, object]:
    return {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": days}}


LIFECYCLES: Final[Mapping[str, tuple[str, Callable[[int], dict[str, object]]]]] = {
    "gcp:storage/bucket:Bucket": ("lifecycleRules", _abort_rule),
}
"""Type -> its list of lifecycle rules, and the rule that aborts uploads after so many days."""
