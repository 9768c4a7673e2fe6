"""Which machines may come: the types of the catalog that a selection by attributes lets in, and how many of each there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Final

from penstock import catalog
from penstock.catalog import Catalog, InstanceType
from penstock.resources.facts import InstanceChoice
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .selection import Room, Selection, Span


def fitting_types(selection: Selection, cloud: str, region: Maybe[str] | None = None) -> Sequence[InstanceType]:
    """The types of the catalog that fit as far as the attributes are known, of those that `region` offers; all where the catalog
    knows nothing of the region."""
    try:
        book = catalog.load(cloud)
    except KeyError:
        return ()
    place = str.__str__(region) if isinstance(region, str) else ""
    return _fitting(book, selection, place)


@lru_cache(maxsize=256)
def _fitting(book: Catalog, selection: Selection, region: str) -> Sequence[InstanceType]:
    """Kept, for the catalog never changes."""
    offered = _offered(book, region)
    names = (name for name in book.instance_type_names if _named(name, selection))
    kinds = (book.instance_type(name) for name in names if not offered or name in offered)
    return tuple(kind for kind in kinds if kind is not None and _fits(kind, selection))


@lru_cache(maxsize=64)
def _offered(book: Catalog, region: str) -> frozenset[str]:
    """The types that a region offers; none where the catalog knows nothing of it."""
    return frozenset(name for name in book.instance_type_names if region in book.regions_offering(name))


def _named(name: str, selection: Selection) -> bool:
    if name.startswith("ml.") or _listed(name, selection.excluded):
        return False
    allowed = selection.allowed
    open_to_all = isinstance(allowed, Unknown) or not allowed or any(isinstance(it, Unknown) for it in allowed)
    return open_to_all or _listed(name, allowed)


def _listed(name: str, patterns: Maybe[tuple[Maybe[str], ...]]) -> bool:
    known = () if isinstance(patterns, Unknown) else (it for it in patterns if isinstance(it, str))
    return any(fnmatchcase(name, str.__str__(pattern)) for pattern in known)


def _fits(kind: InstanceType, selection: Selection) -> bool:
    names = () if isinstance(selection.accelerator_names, Unknown) else selection.accelerator_names
    wanted = {str.__str__(it).lower() if isinstance(it, str) else None for it in names}
    family = (kind.gpu_name or "").partition("-")[0].lower()
    spans = (
        (kind.vcpus, selection.vcpus),
        (kind.memory_gib, selection.memory_gib),
        (kind.gpu_count, selection.accelerators),
    )
    return (not wanted or None in wanted or family in wanted) and all(_inside(it, span) for it, span in spans)


def _inside(figure: int | Decimal, span: Span) -> bool:
    least, most = span
    at_least = least is None or isinstance(least, Unknown) or figure >= least
    return at_least and (most is None or isinstance(most, Unknown) or figure <= most)


def unsure(selection: Selection) -> bool:
    """Whether an attribute is not known, so that fewer types may fit than `fitting_types` says."""
    spans = (*selection.vcpus, *selection.memory_gib, *selection.accelerators)
    lists = (selection.accelerator_names, selection.allowed, selection.excluded)
    return any(isinstance(it, Unknown) for it in spans) or any(
        isinstance(it, Unknown) or any(isinstance(item, Unknown) for item in it) for it in lists
    )


def each(kind: InstanceType, room: Room) -> Decimal:
    """How much of a room a machine takes."""
    if room.what == "nodes":
        return Decimal(1)
    if room.what == "vcpus":
        return Decimal(kind.vcpus)
    if room.what == "memory_gib":
        return kind.memory_gib
    if room.what == "units":
        return Decimal(dict(room.weights).get(kind.name, 1))
    counted = room.accelerator is None or _is_called(kind, room.accelerator)
    return kind.gpu_count if counted else Decimal(0)


MAKERS: Final[Mapping[str, str]] = {
    "nvidia.com/gpu": "NVIDIA",
    "amd.com/gpu": "AMD",
    "aws.amazon.com/neuron": "AWS",
    "aws.amazon.com/neurondevice": "AWS",
    "google.com/tpu": "Google",
    "habana.ai/gaudi": "Intel",
}
"""A whole accelerator as a resource of Kubernetes -> whose it is."""


def _is_called(kind: InstanceType, accelerator: str) -> bool:
    """Whether a machine's accelerators are those that a resource of Kubernetes counts, or that the cloud calls so."""
    if accelerator in MAKERS:
        return kind.maker == MAKERS[accelerator]
    return has_accelerator(catalog.load(kind.cloud), kind, accelerator)


def has_accelerator(book: Catalog, kind: InstanceType, name: str) -> bool:
    """Whether a machine's accelerators are those that its cloud calls so."""
    attached = book.with_accelerators(kind, name, 1)
    return attached is not None and attached.gpu_name == kind.gpu_name


def machine(cloud: str, choice: InstanceChoice) -> Maybe[InstanceType] | None:
    """`machine_of` the cloud's own catalog; None for a cloud that has none."""
    try:
        return machine_of(catalog.load(cloud), choice)
    except KeyError:
        return None


def machines(cloud: str, choices: Iterable[InstanceChoice]) -> list[InstanceType] | None:
    """What each choice gives; None where one of them is not known."""
    named = [machine(cloud, it) for it in choices]
    known = [it for it in named if isinstance(it, InstanceType)]
    return known if len(known) == len(named) else None


def machine_of(book: Catalog, choice: InstanceChoice) -> Maybe[InstanceType] | None:
    """What a choice gives: the type with what is attached to it. `UNKNOWN` when the program does not say; None when the type,
    or what is attached, is not in the catalog."""
    name, attached, count = choice.instance_type, choice.accelerator, choice.accelerator_count
    if isinstance(name, Unknown) or isinstance(attached, Unknown) or isinstance(count, Unknown):
        return UNKNOWN
    kind = book.instance_type(str.__str__(name))
    return kind if kind is None or attached is None else book.with_accelerators(kind, str.__str__(attached), count)


def fits(kind: InstanceType, rooms: Iterable[Room]) -> bool:
    """Whether there is room for one machine of the type."""
    return all(room.last_over or each(kind, room) <= room.amount for room in rooms)


def room_for(kind: InstanceType, rooms: Iterable[Room]) -> int | None:
    """How many machines of a type there is room for; None where no room bounds them."""
    found = [_machines(room, taken) for room in rooms if (taken := each(kind, room))]
    return min(found, default=None)


def _machines(room: Room, taken: Decimal) -> int:
    whole = int(room.amount // taken)
    return whole + 1 if room.last_over and whole * taken < room.amount else whole


def most_machines(kinds: Iterable[InstanceType], rooms: Sequence[Room]) -> int | None:
    """How many machines there may be of whichever types; None where that has no bound. Where the last one may be over the limit,
    it may be so beside any others."""
    counts = [room_for(kind, rooms) for kind in kinds]
    known = [count for count in counts if count is not None]
    return None if len(known) < len(counts) else max(known, default=0)
