"""A change of a resource's input, and inputs with such changes made: what remediation does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from penstock.resources.reading.blocks import block_at, text_at
from penstock.resources.reading.inputs import Inputs, as_list, plain, snake_case
from penstock.resources.reading.values import SecretText, Unknown

Path: TypeAlias = tuple[str | int, ...]
"""Names of inputs, and places in lists."""

_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class Change:
    """The input at `path` is set to `value`, a plain one. Blocks on the way that are not given are made; a place one past the
    end of a list adds an element."""

    path: Path
    value: bool | int | str | Mapping[str, Any]

    def __str__(self) -> str:
        """`mixedInstancesPolicy.overrides[1].instanceType`."""
        return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.path).removeprefix(".")


def changed(inputs: Mapping[str, Any], changes: Iterable[Change], *, sealed: type[Any] | None = None) -> dict[str, Any]:
    """`inputs` with the changes made; what they do not touch is the same object.

    `sealed`: a class whose instances hold a secret as `value` and are made from it. What is changed in one stays in one.
    """
    for change in changes:
        inputs = _set(inputs, change.path, change.value, sealed)
    return dict(inputs)


def _set(holder: Any, path: Path, value: Any, sealed: type[Any] | None) -> Any:
    if sealed is not None and isinstance(holder, sealed):
        return sealed(_set(holder.value, path, value, sealed))
    if not path:
        return SecretText(value) if isinstance(holder, SecretText) and isinstance(value, str) else value
    key, *rest = path
    if isinstance(key, int):
        items = list(cast("Sequence[Any]", () if holder is _ABSENT else holder))
        old = items[key] if key < len(items) else _ABSENT
        items[key : key + 1] = [_set(old, tuple(rest), value, sealed)]
        return items
    if isinstance(holder, Sequence):  # a block as a list of one, which is how a state may write it
        return [_set(only, path, value, sealed) for only in cast("Sequence[Any]", holder)]
    block = cast("Mapping[str, Any]", {} if holder is _ABSENT or holder is None else holder)
    spelled = snake_case(key) if block.get(key) is None and snake_case(key) in block else key
    return {**block, spelled: _set(block.get(spelled, _ABSENT), tuple(rest), value, sealed)}


def instead(inputs: Inputs, *path: str, write: str, of: Collection[str | None]) -> Iterator[Change]:
    """The change of the text at `path` to `write` where it is one of `of`, in lower case; None: it is not given."""
    said = text_at(inputs, *path)
    if not isinstance(said, Unknown) and (None if said is None else plain(said).lower()) in of:
        yield Change(path, write)


def blocks_with_places(inputs: Inputs, *path: str) -> Iterator[tuple[Path, Inputs]]:
    """Each known block of the list at `path`, after where it is; a block that stands there alone counts as one."""
    holder = block_at(inputs, *path[:-1])
    value = holder.raw(path[-1]) if isinstance(holder, Inputs) else None
    if isinstance(value, Mapping):
        yield path, Inputs(value)
        return
    items = as_list(value)
    for index, item in enumerate(() if isinstance(items, Unknown) else items):
        if isinstance(item, Mapping):
            yield (*path, index), Inputs(item)
