"""Reads the catalog's data files: comma-separated, `#` lines first that say what is in the file and where it comes from.

A file is kept as text and a row parsed when it is asked for: most questions need a handful of a file's thousands of rows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from, and the day they held there."""

    day: date
    title: str


class Table:
    """One data file, e.g. `Table("aws", "offerings.csv")`. Its rows are sorted by the first column, which is never quoted.

    Asking for a row that has not as many fields as there are columns raises ValueError.
    """

    def __init__(self, *path: str) -> None:
        self._name = "/".join(path)
        text = _data().joinpath(*path).read_bytes().decode()
        start = 0
        while text.startswith("#", start):
            start = text.index("\n", start) + 1
        end = text.index("\n", start)
        self._columns = len(text[start:end].split(","))
        self._text = text[end:]
        self._found: dict[str, Sequence[Sequence[str]]] = {}
        self._placed: dict[str, Mapping[str, Sequence[str]]] = {}

    def rows(self) -> Iterator[Sequence[str]]:
        """Every row below the column names."""
        return self._parse(self._text)

    def under(self, key: str) -> Sequence[Sequence[str]]:
        """The rows whose first column is `key`, parsed once; none when there is no such row."""
        key = str.__str__(key)  # a secret text equals its value and prints as a mask: neither may be the other's answer
        if key not in self._found:
            self._found[key] = tuple(self._parse(self._block(key)))
        return self._found[key]

    def placed(self, key: str) -> Mapping[str, Sequence[str]]:
        """The same by their second column, the place that each holds in."""
        key = str.__str__(key)
        if key not in self._placed:
            self._placed[key] = {row[1]: row for row in self.under(key)}
        return self._placed[key]

    def only(self, key: str) -> Sequence[str]:
        """The one row of `key` in a file that another refers to. Raises KeyError when it has none."""
        rows = self.under(key)
        if not rows:
            raise KeyError(f"{self._name} has no row of {key!r}, which another file refers to")
        return rows[0]

    def _block(self, key: str) -> str:
        first = after = self._first(key)
        while self._text.startswith(f"{key},", after):
            after = self._text.find("\n", after) + 1 or len(self._text)
        return self._text[first - 1 : after - 1] if after > first else ""

    def _first(self, key: str) -> int:
        """Where the first line begins whose key is not below `key`: the sorted lines are halved until there is one."""
        low, high = 1, len(self._text)
        while low < high:
            middle = (low + high) // 2
            start = self._text.rfind("\n", 0, middle) + 1
            if self._text[start : self._text.find(",", start)] < key:
                low = self._text.find("\n", middle) + 1 or high
            else:
                high = start
        return low

    def _parse(self, text: str) -> Iterator[Sequence[str]]:
        for row in csv.reader(text.splitlines()[1:]):
            if len(row) != self._columns:
                raise ValueError(
                    f"{self._name}: {','.join(row)!r} has {len(row)} fields, the file has {self._columns} columns"
                )
            yield row


def clouds() -> Sequence[str]:
    """The clouds that the catalog has data of, sorted."""
    return sorted(entry.name for entry in _data().iterdir() if entry.is_dir())


def sources(cloud: str) -> Mapping[str, Source]:
    """Key -> source, of one cloud."""
    return {key: Source(date.fromisoformat(day), title) for key, day, title in Table(cloud, "sources.csv").rows()}


def _data() -> Path:
    return Path(__file__).with_name("data")
