"""Which machines have an accelerator that is asked for by its name: the smallest that have as many."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from penstock import catalog
from penstock.resources.facts import InstanceChoice
from penstock.resources.inputs import plain
from penstock.resources.values import UNKNOWN, Maybe, Unknown

from .home import CLOUDS


def with_accelerator(
    cloud: str, name: Maybe[str], count: Maybe[int], path: str, urn: str
) -> tuple[InstanceChoice, ...]:
    """The machines that an accelerator's name and their number stand for; one that is not known where the cloud or the name is not,
    or where it is attached to machines of any type. Without a number it is one."""
    if cloud in CLOUDS and isinstance(name, str):
        found = _types(cloud, plain(name), 1 if isinstance(count, Unknown) else count)
        if found:
            return tuple(InstanceChoice(it, path, urn) for it in found)
    return (InstanceChoice(UNKNOWN, path, urn, name, count),)


@lru_cache(maxsize=256)
def _types(cloud: str, name: str, count: int) -> tuple[str, ...]:
    """The types of the catalog with so many at least, of those the ones with the fewest. Kept, for the catalog never changes."""
    found = [(gpus, kind) for kind, gpus in _having(cloud, name) if gpus >= count]
    fewest = min((gpus for gpus, _ in found), default=None)
    return tuple(kind for gpus, kind in found if gpus == fewest)


def _having(cloud: str, name: str) -> Iterator[tuple[str, Decimal]]:
    book = catalog.load(cloud)
    wanted = name.lower()
    for it in book.instance_type_names:
        kind = None if it.startswith("ml.") else book.instance_type(it)
        if kind is None or kind.gpu_name is None:
            continue
        named = book.with_accelerators(kind, wanted, 1) if cloud == "gcp" else None
        own = kind.gpu_name if named is None else named.gpu_name
        if kind.gpu_name == own and (named is not None or _same(kind.gpu_name, wanted)):
            yield it, kind.gpu_count


def _same(gpu_name: str, wanted: str) -> bool:
    """Whether a label's name (`h100`, `A100-SXM4-80GB`) means an accelerator of the catalog (`A100-80GB`): by its family."""
    return gpu_name.partition("-")[0].lower() == wanted.removeprefix("nvidia-").partition("-")[0]
