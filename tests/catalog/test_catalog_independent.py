"""The catalog against figures that it was not built from: `independent/<cloud>.csv`, each with its source and date.

What differs by more than 1 % is listed in `independent/<cloud>_misses.txt`, which is read in review: after a change of prices,
a difference that is explained goes there, and one that is not is a wrong price.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from penstock.catalog import Catalog, load
from penstock.catalog.tables import sources

_FOLDER = Path(__file__).parent / "independent"
_CLOUDS = sorted(path.stem for path in _FOLDER.glob("*.csv"))
_WITHIN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """Another's price, in USD: of an instance type (an hour on demand, Linux), a unit price's key, or a storage class.

    Of a storage class a GiB-month, or what is named after it: `Cool_LRS retrieval_gib`.
    """

    instance_type: str
    region: str
    usd: Decimal
    source: str
    day: date


def figures(cloud: str) -> Sequence[Figure]:
    lines = (_FOLDER / f"{cloud}.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [
        Figure(
            instance_type=row["instance_type"],
            region=row["region"],
            usd=Decimal(row["on_demand_usd"]),
            source=row["source"],
            day=date.fromisoformat(row["date"]),
        )
        for row in rows
    ]


def priced(catalog: Catalog, name: str, region: str) -> tuple[Decimal, date] | None:
    """The catalog's own price of what a figure names, and its day."""
    if (offering := catalog.offering(name, region)) is not None:
        hourly = offering.on_demand_hourly
        return None if hourly is None else (hourly, offering.price_date)
    if (unit := catalog.unit_price(name, region)) is not None:
        return unit.usd, unit.price_date
    name, _, part = name.partition(" ")
    if (kind := catalog.storage_class(name, region)) is None:
        return None
    parts = {"": kind.gib_month, "reads_1000": kind.reads_1000, "retrieval_gib": kind.retrieval_gib}
    usd = parts[part]
    return None if usd is None else (usd, kind.price_date)


def miss(figure: Figure, known: tuple[Decimal, date] | None) -> str | None:
    """How the catalog's price differs from `figure`, for people; None when it is within 1 %."""
    if known is None:
        return (
            f"{figure.instance_type} {figure.region}: not priced here, {figure.usd} in {figure.source} ({figure.day})"
        )
    ours, day = known
    off = ours / figure.usd - 1
    if abs(off) <= _WITHIN:
        return None
    there = f"{figure.usd} in {figure.source} ({figure.day})"
    return f"{figure.instance_type} {figure.region}: {ours} ({day}), {there}: {off:+.1%}"


def misses(cloud: str, catalog: Catalog) -> list[str]:
    found = ((figure, priced(catalog, figure.instance_type, figure.region)) for figure in figures(cloud))
    return [line for figure, known in found if (line := miss(figure, known))]


def test_every_cloud_of_the_catalog_is_compared() -> None:
    assert _CLOUDS == ["aws", "azure", "gcp"]


@pytest.mark.parametrize("cloud", _CLOUDS)
def test_nine_in_ten_prices_are_within_one_percent_and_the_others_are_listed(cloud: str) -> None:
    known, found = figures(cloud), misses(cloud, load(cloud))
    share = 1 - Decimal(len(found)) / len(known)
    report = "\n".join([f"{len(known) - len(found)} of {len(known)} prices within 1 %: {share:.1%}", *found, ""])
    assert report == (_FOLDER / f"{cloud}_misses.txt").read_text(encoding="utf-8")
    assert share >= Decimal("0.9"), report


@pytest.mark.parametrize("cloud", _CLOUDS)
def test_there_are_thirty_figures_or_more_each_once_and_dated(cloud: str) -> None:
    rows = [(figure.instance_type, figure.region, figure.source) for figure in figures(cloud)]
    places = [(name, region) for name, region, _ in rows]
    assert len(set(places)) >= 30
    assert places == sorted(places)
    assert len(rows) == len(set(rows)), "one row of a source twice"
    assert all(figure.usd > 0 and figure.day.year >= 2020 for figure in figures(cloud))


@pytest.mark.parametrize("cloud", _CLOUDS)
def test_no_figure_is_compared_with_a_row_of_its_own_source(cloud: str) -> None:
    offerings = ((figure, load(cloud).offering(figure.instance_type, figure.region)) for figure in figures(cloud))
    own = [figure for figure, offering in offerings if offering and _origin(offering.source) == _origin(figure.source)]
    units = ((figure, load(cloud).unit_price(figure.instance_type, figure.region)) for figure in figures(cloud))
    own += [figure for figure, unit in units if unit and _origin(unit.source) == _origin(figure.source)]
    assert own == []
    titles = {source.title for source in sources(cloud).values()}
    assert [figure for figure in figures(cloud) if figure.source in titles] == []


def _origin(source: str) -> str:
    """Whose figure it is, whatever it is of: `huksley/skypilot-catalog 0987887`."""
    return re.split("[,:]", source)[0]


def test_a_price_that_differs_is_found() -> None:
    figure = Figure("p5.48xlarge", "us-east-1", Decimal("98.32"), "a test", date(2025, 1, 1))
    told = miss(figure, priced(load("aws"), "p5.48xlarge", "us-east-1"))
    assert told == "p5.48xlarge us-east-1: 55.04 (2026-07-20), 98.32 in a test (2025-01-01): -44.0%"
    assert miss(figure, None) == "p5.48xlarge us-east-1: not priced here, 98.32 in a test (2025-01-01)"
