"""Reads the catalog's data files: comma-separated, `#` lines first that say what is in the file and where it comes from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from, and the day they were read there."""

    day: date
    title: str


def clouds() -> Sequence[str]:
    """The clouds that the catalog has data of, sorted."""
    return sorted(entry.name for entry in _data().iterdir() if entry.is_dir())


def read(*path: str) -> Iterator[Sequence[str]]:
    """The rows of one data file below the column names, e.g. `read("aws", "offerings.csv")`.

    Raises ValueError for a row that has not as many fields as there are columns.
    """
    lines = _data().joinpath(*path).read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    columns = len(next(rows))
    for row in rows:
        if len(row) != columns:
            raise ValueError(
                f"{'/'.join(path)}: {','.join(row)!r} has {len(row)} fields, the file has {columns} columns"
            )
        yield row


def sources(cloud: str) -> Mapping[str, Source]:
    """Key -> source, of one cloud."""
    return {key: Source(date.fromisoformat(day), title) for key, day, title in read(cloud, "sources.csv")}


def _data() -> Traversable:
    return files("penstock.catalog").joinpath("data")
