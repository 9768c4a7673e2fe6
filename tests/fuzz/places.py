"""Where a program may be changed: every value in the inputs of a resource, by its path; and inputs with one of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

Path: TypeAlias = tuple[str | int, ...]

GONE: Final = object()
"""In place of a value: the key, or the element, is taken out."""


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Each value inside `value`, blocks and lists too, after its path."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, Mapping):
        items = [*cast("Mapping[str, Any]", value).items()]
    elif isinstance(value, list | tuple):
        items = [*enumerate(cast("Sequence[Any]", value))]
    for key, item in items:
        yield (*path, key), item
        yield from places(item, (*path, key))


def with_value(value: Any, path: Path, new: Any) -> Any:
    """`value` with `new` at `path`."""
    if not path:
        return new
    key, *rest = path
    if isinstance(key, int):
        changed = with_value(value[key], tuple(rest), new)
        return [*value[:key], *([] if changed is GONE else [changed]), *value[key + 1 :]]
    changed = with_value(value.get(key), tuple(rest), new)
    others = {name: item for name, item in value.items() if name != key}
    return others if changed is GONE else {**value, key: changed}
