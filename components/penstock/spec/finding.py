"""One thing wrong, at a path in the environment, before it is known where that path stands in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from penstock.problem import Problem

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions from the environment down: `("pools", 0, "gpu", "name")`."""

REGION: Final[Path] = ("region",)
PURPOSE: Final[Path] = ("purpose",)
"""Values of the environment that a pool's findings rest on: no pool has a key of these names."""


def path_text(path: Path) -> str:
    """`pools[0].gpu.name`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def holds(one: Path, other: Path) -> bool:
    """Whether `other` is `one` or inside it."""
    return other[: len(one)] == one


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at `path`.

    Attributes:
        path: what is to be changed; a missing key's path when something must be added.
        what: what is wrong and what it would lead to.
        fix: what to write instead.
        because: paths of the other values that make it wrong: were one of them different, it might be right. A mapping's
            path means that it is there at all; what rests on a value inside it has that value's path.
    """

    path: Path
    what: str
    fix: str
    because: tuple[Path, ...] = ()

    def under(self, prefix: Path) -> Finding:
        """The same with `prefix` before every path that is not `REGION` or `PURPOSE`."""
        because = tuple(path if path in (REGION, PURPOSE) else prefix + path for path in self.because)
        return Finding(prefix + self.path, self.what, self.fix, because)

    def problem(self, prefix: str = "") -> Problem:
        """The same for people, where no file is known."""
        return Problem(f"{prefix} {path_text(self.path)}".strip(), self.what, self.fix)
