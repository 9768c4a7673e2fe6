"""Which resource an input means where one resource has several names, and texts that name data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from penstock.resources.facts import Reference

from .capture import Resource
from .context import Context, leaves
from .inputs import as_text, plain
from .values import UNKNOWN, Maybe, Unknown, Value


def meant(
    resource: Resource,
    context: Context,
    path: str,
    value: Value,
    *,
    types: Sequence[str],
    names: Callable[[str], Iterable[str]],
) -> tuple[str, ...]:
    """URNs of the resources of `types` that `value`, at `path` of the inputs, means. None: it is not in the program.

    `names`: the names by which the resource at a text may be known. A text that names none is judged by where it came from, if
    that is one resource: an id or an e-mail is made of a name.
    """
    text = as_text(value)
    if text is None:
        return ()
    sources = context.sources(resource, path, types)
    if isinstance(text, Unknown):
        return sources
    named = next((urn for name in names(plain(text)) if (urn := context.named(name, types)) is not None), None)
    if named is not None:
        return (named,)
    return sources if len(sources) == 1 else ()


def as_references(
    found: Mapping[str, Maybe[str] | None], resource: Resource, path: str, evidence: str
) -> tuple[Reference, ...]:
    """What was found in the input at `path` (data -> the region that it names), sorted."""
    return tuple(
        Reference(data=data, region=region, evidence=evidence, urn=resource.urn, path=path)
        for data, region in sorted(found.items(), key=lambda item: plain(item[0]))
    )


def texts_of(value: Value) -> tuple[Maybe[str], ...]:
    """Every text inside `value`; `UNKNOWN` once where a part of it is not known."""
    found: list[Maybe[str]] = list(leaves(value))
    return (*found, UNKNOWN) if _has_unknown(value) else tuple(found)


def _has_unknown(value: Value) -> bool:
    if isinstance(value, Mapping):
        return any(_has_unknown(item) for item in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(_has_unknown(item) for item in value)
    return isinstance(value, Unknown)
