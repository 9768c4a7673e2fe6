"""The table of doors: for each, the facts it is read as, or why none is needed.

`PYTHONPATH=tests python -m doors.table aws`, from the project's folder, writes `tables/aws.tsv` anew: what is read is tried (`probe`), the
rest is looked up in `decisions/aws.tsv`, which people write: type, path, because; `*` stands for anything, the first row that fits
holds. What neither answers is `undecided`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, cast

from .neighbours import NEIGHBOURS, Neighbours
from .probe import read_as
from .walk import PACKAGES, Door, doors
from .words import Kind

UNDECIDED: Final = "undecided"
_READ: Final = "read: "
_NOT_APPLICABLE: Final = "not applicable: "
_ITSELF: Final = "(the type itself)"
_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Decision:
    """Why the doors that fit `type` and `path` need no reader."""

    type: str
    path: str
    because: str

    def fits(self, door: Door) -> bool:
        """`[` is no pattern here: paths hold it for lists."""
        return fnmatchcase(door.type, self.type) and fnmatchcase(door.path, self.path.replace("[", "[[]"))


@dataclass(frozen=True, slots=True)
class Row:
    """A door and its answer: `read: nodes, charges`, or `not applicable: ` and why."""

    door: Door
    answer: str

    @property
    def is_read(self) -> bool:
        """Whether a reader reads it."""
        return self.answer.startswith(_READ)

    def line(self) -> str:
        """As it stands in the file."""
        return "\t".join((self.door.type, self.door.path or _ITSELF, self.door.kind, self.answer))


def decisions(package: str) -> list[Decision]:
    """What people decided, in the order of the file. An empty line or `#` is for the reader."""
    lines = (_HERE / "decisions" / f"{package}.tsv").read_text(encoding="utf-8").splitlines()
    return [Decision(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def rows(package: str) -> list[Row]:
    """The table as it should be, from the installed SDK, the readers and the decisions."""
    decided = decisions(package)
    extra = NEIGHBOURS.get(package, {})
    return [Row(door, _answer(package, door, decided, extra)) for door in doors(package)]


def _answer(package: str, door: Door, decided: Iterable[Decision], extra: Neighbours) -> str:
    facts = read_as(package, door, extra)
    if facts:
        return _READ + ", ".join(facts)
    because = next((it.because for it in decided if it.fits(door)), None)
    return UNDECIDED if because is None else _NOT_APPLICABLE + because


def committed(package: str) -> list[Row]:
    """The rows of the committed table."""
    lines = path_of(package).read_text(encoding="utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return [Row(Door(it[0], "" if it[1] == _ITSELF else it[1], cast("Kind", it[2])), it[3]) for it in cells]


def path_of(package: str) -> Path:
    """The committed table."""
    return _HERE / "tables" / f"{package}.tsv"


def text(found: Iterable[Row]) -> str:
    """The file's text."""
    return "".join(f"{line}\n" for line in ("type\tpath\tkind\tanswer", *(row.line() for row in found)))


def main(packages: Iterable[str]) -> None:
    """Writes the tables of `packages` and says what is undecided."""
    for package in packages:
        found = rows(package)
        path_of(package).write_text(text(found), encoding="utf-8")
        left = [row for row in found if row.answer == UNDECIDED]
        sys.stdout.write(f"{package}: {len(found)} doors, {len(left)} undecided\n")


if __name__ == "__main__":
    main(sys.argv[1:] or PACKAGES)
