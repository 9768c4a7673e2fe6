"""The inputs beside a text that names a place, and what a whole input names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from penstock.resources.machines.named import leaves
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import Unknown, Value

from .harmless import squeezed
from .said import Leaf
from .stores import Store


def beside(leaves: Sequence[Leaf]) -> Callable[[Leaf], Sequence[str]]:
    """For a leaf, the names in its block and in the blocks inside the one around it."""
    by_block: dict[str, set[str]] = {}
    for leaf in leaves:
        block = leaf.block
        by_block.setdefault(block, set()).add(squeezed(leaf.key))
        cut = max(block.rfind("."), block.rfind("["))
        while cut > 0:
            block = block[:cut]
            by_block.setdefault(block, set()).add(squeezed(leaf.key))
            cut = max(block.rfind("."), block.rfind("["))

    def of(leaf: Leaf) -> Sequence[str]:
        block = leaf.block
        cut = max(block.rfind("."), block.rfind("["))
        around = by_block.get(block[:cut], ()) if cut > 0 else ()
        return tuple({*by_block.get(block, ()), *around} - {squeezed(leaf.key)})

    return of


def arguments(leaves: Iterable[Leaf]) -> Iterator[tuple[str, str]]:
    """(path, words) of every list of texts: a command by its arguments."""
    lists: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        if leaf.path.endswith("]") and leaf.value:
            lists.setdefault(leaf.path.rpartition("[")[0], []).append(leaf)
    for path, words in lists.items():
        if len(words) > 1:
            secret = next((it.value for it in words if type(it.value) is not str), "")
            yield words[0].shown or path, masked_like(secret, " ".join(plain(it.value) for it in words))


def has_unknown(value: Value) -> bool:
    """Whether anything inside the value is not known."""
    return any(isinstance(it, Unknown) for _, _, it in leaves(value))


def has_name(value: Value, store: Store) -> bool:
    """Whether any text inside the value has the store's name in it."""
    name = store.name.lower() if store.name else ""
    return bool(name) and any(name in plain(it).lower() for _, _, it in leaves(value) if isinstance(it, str))
