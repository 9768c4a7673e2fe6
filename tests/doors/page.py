"""Writes docs/doors.md from the committed tables: `PYTHONPATH=tests python -m doors.page > docs/doors.md`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Final

from penstock.resources import generic

from .table import Row, committed, decisions
from .walk import PACKAGES, registered

_TOP: Final = """# No unknown doors

<!-- Written by tests/doors/page.py. Do not edit. -->

A door is an input by which a resource can buy accelerated or large compute (an instance type, a machine type, a VM size, an
accelerator, attributes of instances), or move or copy data between regions or to the internet (a region, a replica, a destination, a
peering, a public address). The tables in `tests/doors/tables` list every door of the provider SDKs that Penstock is tested with,
nested ones too. Each is read by a reader in `components/penstock/resources`, or there is a stated reason why none is needed.

Nobody claims that a reader covers a door: the test changes that one input and sees the facts change. A new version of an SDK
that brings a new door fails the test until somebody decides.
"""

_KINDS: Final = {"compute": "buys compute", "transfer": "moves data"}


def page() -> str:
    """The page's text."""
    tables = {package: committed(package) for package in PACKAGES}
    return "\n".join(_lines(tables))


def _lines(tables: dict[str, list[Row]]) -> Iterator[str]:
    yield _TOP
    yield "| SDK | version | types | with a door | read | not applicable | doors | read | not applicable |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for package, rows in tables.items():
        with_door = {row.door.type for row in rows}
        read = {row.door.type for row in rows if row.is_read}
        doors = sum(row.is_read for row in rows)
        cells = (
            *(
                f"pulumi-{package}",
                version(f"pulumi-{package}"),
                f"{len(registered(package)):,}",
                f"{len(with_door):,}",
            ),
            *(f"{len(read):,}", f"{len(with_door) - len(read):,}", f"{len(rows):,}", f"{doors:,}"),
            f"{len(rows) - doors:,}",
        )
        yield f"| {' | '.join(cells)} |"
    yield "\nA type counts as read when at least one of its doors is; the tables answer for each door."
    about = (generic.__doc__ or "").partition(": ")[2].strip()
    yield f"\n## Generic doors\n\n{about[:1].upper()}{about[1:]}"
    for package, rows in tables.items():
        yield from _package(package, rows)


def _package(package: str, rows: Sequence[Row]) -> Iterator[str]:
    yield f"\n## {package}\n"
    for kind, words in _KINDS.items():
        types = sorted({row.door.type for row in rows if row.is_read and row.door.kind == kind})
        if types:
            yield f"Read, {words} ({len(types)} types): {', '.join(f'`{it}`' for it in types)}\n"
    counts = Counter(decision for row in rows if not row.is_read for decision in _first(package, row))
    if counts:
        yield "<details><summary>Not applicable, because</summary>\n"
        yield "| type | input | doors | because |"
        yield "| --- | --- | ---: | --- |"
        yield from (f"| `{token}` | `{path}` | {count} | {why} |" for (token, path, why), count in counts.items())
        yield "\n</details>"


def _first(package: str, row: Row) -> Iterator[tuple[str, str, str]]:
    found = next((it for it in decisions(package) if it.fits(row.door)), None)
    if found is not None:
        yield found.type, found.path or "(the type itself)", found.because


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
