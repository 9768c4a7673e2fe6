"""How much compute a resource of an unknown provider asks for, by the words and figures of its inputs.

A size says its vCPUs or memory by itself (`s-32vcpu-192gb`, `VM.Standard.E5.Flex` with 64 OCPUs, `m7i.48xlarge`, `bx2-128x512`, `BM.`), or the
inputs say how many nodes, cores, slots or units there are, or the program has many of one type. What is below these sizes, or says nothing, is small: a record, an alarm or a
rule of any provider stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from penstock import catalog
from penstock.regex import regex
from penstock.resources.facts import InstanceChoice
from penstock.resources.machines.named import leaves
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.inputs import as_number, plain
from penstock.resources.reading.values import UNKNOWN, Unknown, Value

_MANY_VCPUS: Final = 32
"""A machine of so many costs some 1,000 $ a month or more."""

_SIZES: Final = (
    (regex(r"(?<![a-z\d])(\d{1,4})[-_ ]?v?cpus?(?![a-z])"), 1),
    (regex(r"(?<![a-z\d])(\d{1,2})xlarge(?![a-z])"), 4),
    (regex(r"(?<![a-z\d])(\d)x-large(?![a-z])"), 16),
    (regex(r"(?<![a-z])x(\d)-?large(?![a-z])"), 16),
    (regex(r"(?<![\d.])[a-z]{1,4}\d[a-z]{0,3}-(\d{2,4})x\d{2,5}(?!\d)"), 1),
    (regex(r"(?<![a-z\d])(\d{3,5})[-_ ]?gi?b(?![a-z])"), 1 / 8),
    (regex(r"[mr](\d{2,3})(?:_nvme)?$"), 2 / 5),  # MongoDB Atlas: M80 has 32, M200 has 64
)
"""What says a size -> vCPUs of one of it; memory as so many GiB a vCPU."""

_WHOLE: Final = regex(r"(?<![a-z\d])(?:bm\.|bare[-_ ]?metal(?![a-z]))|\.metal(?![a-z])")
"""A whole machine, whatever is in it."""

_FIGURES: Final = {
    **dict.fromkeys(("vcpu", "cpu", "core", "ocpu", "vcore", "ecpu"), _MANY_VCPUS),
    **dict.fromkeys(("node", "instance", "worker", "machine", "broker", "replica", "shard", "server"), 32),
    **dict.fromkeys(("slot", "dwu", "rpu", "acu", "ncu", "dpu"), 256),
    **dict.fromkeys(("cku", "ptu"), 8),
    "model_unit": 1,
    **dict.fromkeys(("throughput", "rcu", "wcu"), 20_000),
    "ru": 20_000,
    "unit": 100,
}
"""What is counted -> the least that is large. Of units, those of capacity or throughput alone; one of a model holds accelerators."""

_COUNTED: Final = regex(
    rf"(?:.*_)?(?P<what>{'|'.join(sorted(set(_FIGURES) - {'unit'}))})s?(?:_(?:count|number|num|total|size))?"
    r"|(?:.*_)?(?:capacity|throughput|compute|search|processing)_(?P<unit>unit)s?(?:_count)?"
    r"|(?:num(?:ber)?_(?:of_)?|total_)(?P<of>node|instance|worker|machine|broker|replica|shard|vcpu|core)s?"
)
_SIZED: Final = frozenset(
    {
        *("class", "flavor", "hardware", "instance", "machine", "node", "plan", "preset", "profile"),
        *("shape", "size", "sku", "tier", "type"),
    }
)
"""Words of an input whose text is a size."""

_CONTAINED: Final = regex(r"container|task|instanceConfiguration", re.IGNORECASE)
_UNITS_PER_VCPU: Final = 1024
_LEAST_UNITS: Final = 128
"""A container's `cpu` is in units of a 1,024th of a vCPU, 128 or more (Amazon ECS, Task definition parameters, `cpu`; App Runner API,
InstanceConfiguration, `Cpu`)."""

_HUMP: Final = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST_TEXT: Final = 100
_QUIET: Final = frozenset(
    {"label", "labels", "annotations", "metadata", "name", "title", "query", "message", "value", "limit", "quota"}
)
"""Words of a path at which a text or a figure buys nothing."""


_DEDICATED: Final = regex(
    r"(?:^|_)(?:bare_?metal|metal|dedicated_?(?:\w+_)?(?:host|server|machine|cluster|capacity|node|endpoint)|provisioned_?(?:\w+_)?throughput|reserved_?capacity)(?:_|$)"
)
"""Words of a type that rents whole machines, or hardware that is kept for one customer; a network beside them names no size."""

_FLEET_VCPUS: Final = 64
_OF_UNKNOWN: Final = 2
"""vCPUs that a machine is taken to have at least whose plan says nothing of them."""

_PLANS: Final = frozenset({"flavor", "plan", "shape", "size", "sku"})
"""Words of an input whose text is a machine's size, of whatever it says nothing; `type` and `class` are words of anything."""


def words(key: str) -> str:
    """A name of an input in lower case, `_` between its words."""
    return _HUMP.sub("_", key).lower().replace("-", "_")


def is_quiet(path: str) -> bool:
    """Whether an input buys nothing, whatever it says: a label, a name, a query, a limit."""
    parts = [words(part.partition("[")[0]) for part in path.split(".")]
    return any(part in _QUIET or part.endswith(("_tag", "_tags", "_labels")) for part in parts)


def large_machines(resource: Resource) -> Iterator[str]:
    """The paths of inputs that name one large machine of a cloud that nobody knows."""
    for path, key, value in leaves(resource.inputs):
        if (
            isinstance(value, str)
            and not is_quiet(path)
            and not _SIZED.isdisjoint(words(key).split("_"))
            and _large(value)
        ):
            yield path


def _large(value: str) -> bool:
    text = plain(value)[:_MOST_TEXT].lower()
    return _WHOLE.search(text) is not None or _vcpus(text) >= _MANY_VCPUS


def _vcpus(text: str) -> float:
    """What a size's text says; 0 where it says nothing."""
    return max((int(match[1]) * times for pattern, times in _SIZES for match in pattern.finditer(text)), default=0)


def large_hardware(resource: Resource) -> Iterator[str]:
    """The path of the size of whole machines, or of hardware that is kept for one customer, as the resource's type says."""
    if _DEDICATED.search(words(re.sub(r"[:/]", "_", resource.type))):
        yield from (path for path, _ in _plans(resource))


def large_fleet(resource: Resource, alike: Sequence[Resource]) -> Iterator[str]:
    """The path of the resource's size, where the program has many machines of its type, declared one by one. `alike`: all of them."""
    if len(alike) < _LEAST_FLEET:
        return
    mine = next(_plans(resource), None)
    if mine is not None and sum(_vcpus(it[1]) or _OF_UNKNOWN for each in alike for it in _first(_plans(each))) >= (
        _FLEET_VCPUS
    ):
        yield mine[0]


_LEAST_FLEET: Final = 16


def _plans(resource: Resource) -> Iterator[tuple[str, str]]:
    """(path, text in lower case) of each input that is a size."""
    for path, key, value in leaves(resource.inputs):
        if isinstance(value, str) and not is_quiet(path) and not _PLANS.isdisjoint(words(key).split("_")):
            yield path, plain(value)[:_MOST_TEXT].lower()


def _first(found: Iterator[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return tuple(islice(found, 1))


def large_figures(resource: Resource) -> Iterator[str]:
    """The paths of inputs that ask for many nodes, cores or units."""
    for path, key, value in leaves(resource.inputs):
        if not is_quiet(path) and not isinstance(value, bool | Unknown) and value is not None:
            match = _COUNTED.fullmatch(words(key))
            if match is not None and _many(match, value, path):
                yield path


def _many(match: re.Match[str], value: Value, path: str) -> bool:
    number = as_number(value)
    if number is None or isinstance(number, Unknown):
        return False
    what = match["what"] or match["unit"] or match["of"]
    if what == "cpu" and number >= _LEAST_UNITS and _CONTAINED.search(path):
        number /= _UNITS_PER_VCPU
    return number >= _FIGURES[what]


def large_choice(cloud: str, choice: InstanceChoice) -> bool:
    """Whether a machine that a resource names is large, or may be: one with accelerators, many vCPUs, or of which nothing is known."""
    name = choice.instance_type
    if choice.accelerator is not None or name is UNKNOWN or not isinstance(name, str):
        return True
    try:
        kind = catalog.load(cloud).instance_type(str.__str__(name))
    except KeyError:
        return True
    return kind is None or kind.gpu_count > 0 or kind.vcpus >= _MANY_VCPUS
