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
    """(type, how many) of every type with the accelerator."""
    book = catalog.load(cloud)
    kinds = (book.instance_type(it) for it in book.instance_type_names if not it.startswith("ml."))
    for kind in kinds:
        if kind is not None and kind.gpu_name is not None and _is_called(book, kind, name.lower()):
            yield kind.name, kind.gpu_count


def _is_called(book: catalog.Catalog, kind: catalog.InstanceType, name: str) -> bool:
    """Google's labels have the names that its API has; those of the others are a family's (`h100`, `A100`)."""
    if book.cloud == "gcp":
        own = book.with_accelerators(kind, name, 1)
        return own is not None and own.gpu_name == kind.gpu_name
    return (kind.gpu_name or "").partition("-")[0].lower() == name.removeprefix("nvidia-").partition("-")[0]
