"""How many machines a text orders: the count that it names beside a type.

A document of a workflow, a command or the body of a request that starts a thousand machines costs what a thousand machines cost, and no
program declares for how long. What is small, or is not counted, is judged by the size of one machine alone.

Sources: Batch API (`taskGroups[]`: `parallelism`, by default `taskCount`), EC2 API (`RunInstances`, `CreateFleet`, `RequestSpotFleet`),
Compute Engine API (`instances.bulkInsert`, `instanceGroupManagers`), SageMaker API (`InstanceCount`), AWS, gcloud and Azure CLIs.
"""

from __future__ import annotations

import re
from typing import Final

from penstock import catalog
from penstock.regex import regex
from penstock.resources.facts import InstanceChoice
from penstock.resources.reading.values import known

_MANY_VCPUS: Final = 2000
_MANY_ACCELERATORS: Final = 64

_NUMBER: Final = r"[\\\"']*\s*(?:[:=,]\s*|\s+)[\\\"']*(?:\d{1,7}:)?(\d{1,7})(?![\w.])"
_COUNT: Final = regex(
    r"(?<![A-Za-z])(?:--)?(?:(?:min|max|target|node|nodes?|num[-_]?nodes?|vm|worker)?[-_]?count|num[-_]?(?:nodes|instances|workers)"
    r"|(?:initial[-_]?)?instance[-_]?count|(?:total[-_]?)?target[-_]?capacity|desired[-_]?capacity|target[-_]?size|capacity|--size)"
    + _NUMBER,
    re.IGNORECASE,
)
_PARALLEL: Final = regex(r"(?<![A-Za-z])(?:--)?parallelism" + _NUMBER, re.IGNORECASE)
_TASKS: Final = regex(r"(?<![A-Za-z])(?:--)?task[-_]?count" + _NUMBER, re.IGNORECASE)
_MILLI: Final = regex(r"(?<![A-Za-z])cpu[-_]?milli" + _NUMBER, re.IGNORECASE)
"""Thousandths of a vCPU that a task takes of its machine."""


def many(cloud: str, choice: InstanceChoice, text: str) -> bool:
    """Whether the text orders so many of that machine that it is large, whatever one of them is."""
    vcpus, accelerators = _size(cloud, choice)
    tasks = _figures(_PARALLEL, text) or _figures(_TASKS, text)
    share = max((it / 1000 for it in _figures(_MILLI, text)), default=vcpus)
    counts = (*((count, vcpus) for count in _figures(_COUNT, text)), *((count, min(share, vcpus)) for count in tasks))
    return any(count * each >= _MANY_VCPUS or count * accelerators >= _MANY_ACCELERATORS for count, each in counts)


def _figures(pattern: re.Pattern[str], text: str) -> list[int]:
    return [int(it) for it in pattern.findall(text)]


def _size(cloud: str, choice: InstanceChoice) -> tuple[float, float]:
    """vCPUs and accelerators of one machine; 0 of what is not known."""
    attached = 1 if choice.accelerator is not None else 0
    name = choice.instance_type
    if not known(name):
        return 0, attached
    try:
        kind = catalog.load(cloud).instance_type(str.__str__(name))
    except KeyError:
        return 0, attached
    return (0, attached) if kind is None else (float(kind.vcpus), max(float(kind.gpu_count), attached))
