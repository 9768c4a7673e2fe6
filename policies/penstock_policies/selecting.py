"""Which types of the catalog a selection by attributes lets in."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fnmatch import fnmatchcase

from penstock import catalog
from penstock.catalog import InstanceType
from penstock.resources.selection import Selection, Span
from penstock.resources.values import Maybe, Unknown


def fitting_types(selection: Selection, cloud: str) -> Iterable[InstanceType]:
    """The types of the catalog that fit as far as the attributes are known; AWS leaves metal and burstable types out."""
    book = catalog.load(cloud)
    for name in book.instance_type_names:
        kind = book.instance_type(name) if _named(name, selection) else None
        if kind is not None and _fits(kind, selection):
            yield kind


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
