"""Which machines have an accelerator that is asked for by its name: the smallest that have as many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from penstock import catalog
from penstock.regex import regex
from penstock.resources.facts import InstanceChoice
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .candidates import has_accelerator


def with_accelerator(
    cloud: str, name: Maybe[str], count: Maybe[int], path: str, urn: str
) -> tuple[InstanceChoice, ...]:
    """The machines that an accelerator's name and their number stand for; one that is not known where the cloud or the name is not.
    One that is attached to machines of any size may be on the smallest or on the largest that takes as many. Without a number it is
    one."""
    if cloud in _CLOUDS and isinstance(name, str):
        number = 1 if isinstance(count, Unknown) else count
        for called in _calls(cloud, plain(name)):
            found = _types(cloud, called, number)
            if found:
                return tuple(InstanceChoice(it, path, urn) for it in found)
            whole = _whole(called.lower(), number) if cloud == "gcp" else None
            if whole is not None:
                attached = masked_like(name, called.lower())
                return tuple(InstanceChoice(it, path, urn, attached, whole) for it in _to(called.lower(), whole))
    return (InstanceChoice(UNKNOWN, path, urn, name, count),)


def on_any_cloud(name: Maybe[str], count: Maybe[int], path: str, urn: str) -> dict[str, tuple[InstanceChoice, ...]]:
    """Cloud -> the machines with an accelerator that nobody says the cloud of; empty where its name is not known to any. Without a number
    it may be as many as one machine has, which is not known either."""
    if isinstance(name, Unknown) or isinstance(count, Unknown):
        return {}
    found = {cloud: with_accelerator(cloud, name, count, path, urn) for cloud in sorted(_CLOUDS)}
    return {cloud: it for cloud, it in found.items() if all(isinstance(each.instance_type, str) for each in it)}


_CLOUDS: Final = frozenset({"aws", "azure", "gcp"})

_PRODUCT: Final = regex(
    r"(?:nvidia-|tesla-)*([a-z]{1,2}\d{1,3}[a-z]?)(?:-(?:sxm|pcie|nvl|hbm|\d+gb)[\w-]*)*", re.IGNORECASE
)
"""How NVIDIA's feature discovery writes a product in `nvidia.com/gpu.product`: `Tesla-T4`, `NVIDIA-A10G`, `NVIDIA-H100-80GB-HBM3`; a part of
one, by MIG or by time, has more words, and is on a machine that has a whole one."""


def _calls(cloud: str, name: str) -> tuple[str, ...]:
    """An accelerator's name as it is, then as the cloud calls the product of that name."""
    product = _PRODUCT.fullmatch(name)
    if product is None:
        return (name,)
    word = product[1].lower()
    if cloud != "gcp":
        return name, word
    memory = ("-80gb",) if "80gb" in name.lower() else ("", "-80gb")
    return name, *(f"nvidia-{kind}{word}{it}" for kind in ("", "tesla-") for it in memory)


_N1: Final[Mapping[str, Mapping[int, int]]] = {
    "nvidia-tesla-k80": {1: 8, 2: 16, 4: 32, 8: 64},
    "nvidia-tesla-p100": {1: 16, 2: 32, 4: 96},
    "nvidia-tesla-p4": {1: 24, 2: 48, 4: 96},
    "nvidia-tesla-t4": {1: 48, 2: 48, 4: 96},
    "nvidia-tesla-v100": {1: 12, 2: 24, 4: 48, 8: 96},
}
"""Accelerator that is attached to an N1 -> how many there may be -> vCPUs of the largest machine with so many (Compute Engine, GPU machine
types, N1 machine series)."""


def _whole(name: str, count: int) -> int | None:
    """How many come where `count` are asked for; None for an accelerator that no N1 has."""
    return min((it for it in _N1.get(name.removesuffix("-vws"), {}) if it >= count), default=None)


def _to(name: str, count: int) -> tuple[str, ...]:
    """The smallest N1 and the dearest that may have so many."""
    vcpus = _N1[name.removesuffix("-vws")][count]
    return "n1-standard-1", f"n1-highmem-{max(it for it in (2, 4, 8, 16, 32, 64, 96) if it <= vcpus)}"


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
        return has_accelerator(book, kind, name)
    return (kind.gpu_name or "").partition("-")[0].lower() == name.removeprefix("nvidia-").partition("-")[0]
