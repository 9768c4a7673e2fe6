"""Live prices of the user's cache, laid over the figures that the catalog ships: per figure, the newer of the two.

Only who asks for them gets them (`with_live`): `load` gives the shipped figures, so that what a program declares never depends
on whose machine it runs on. The file is one per cloud, `<cloud>.csv`, USD per hour, Linux, each price with the day it held at
the source; `penstock prices refresh` writes it, whole or not at all.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, TypeAlias

from penstock.problem import InputError, Problem

from .lookup import Catalog, load
from .shapes import Offering

_COLUMNS: Final = ("instance_type", "region", "on_demand_usd", "on_demand_date", "spot_usd", "spot_date")
_HEADER: Final = """\
# Live prices of {cloud}, USD per hour, Linux, each with the day it held at the source. Written by `penstock prices refresh`;
# delete the file to go back to the prices that Penstock ships.
"""


@dataclass(frozen=True, slots=True)
class LivePrice:
    """USD per hour, and the day that it held at the source."""

    usd: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class LivePrices:
    """What is known of one instance type in one region; None: not fetched."""

    on_demand: LivePrice | None = None
    spot: LivePrice | None = None


LiveTable: TypeAlias = Mapping[tuple[str, str], LivePrices]
"""(instance type, region) -> its live prices."""


class LiveCatalog(Catalog):
    """A cloud's catalog with live prices over the shipped ones. Make it with `with_live`."""

    def __init__(self, cloud: str, live: LiveTable) -> None:
        super().__init__(cloud)
        self._live = live
        self._live_regions: dict[str, set[str]] = {}
        for instance_type, region in live:
            self._live_regions.setdefault(instance_type, set()).add(region)

    def offering(self, instance_type: str, region: str) -> Offering | None:
        """As `Catalog.offering`, each price the newer of the shipped and the live one."""
        shipped = super().offering(instance_type, region)
        live = self._live.get((instance_type, region))
        return shipped if live is None else self._laid_over(shipped, live, instance_type, region)

    def regions_offering(self, instance_type: str) -> Sequence[str]:
        """As `Catalog.regions_offering`, and the regions where only a live price is known."""
        regions = {*super().regions_offering(instance_type), *self._live_regions.get(instance_type, ())}
        return [region for region in sorted(regions) if _offered(self.offering(instance_type, region))]

    def _laid_over(
        self, shipped: Offering | None, live: LivePrices, instance_type: str, region: str
    ) -> Offering | None:
        hardware = self.instance_type(instance_type)
        newest = live.on_demand or live.spot
        if hardware is None or newest is None:
            return shipped
        source = f"live prices of {self.cloud} (penstock prices refresh)"
        found = shipped or Offering(hardware, region, None, None, "none", None, newest.day, None, source)
        on_demand, spot = live.on_demand, live.spot
        if on_demand and (found.on_demand_hourly is None or on_demand.day >= found.price_date):
            found = replace(found, on_demand_hourly=on_demand.usd, price_date=on_demand.day, source=source)
        if spot and (found.spot_hourly is None or found.spot_date is None or spot.day >= found.spot_date):
            found = replace(found, spot_hourly=spot.usd, spot_basis="listed", spot_date=spot.day, spot_low_hourly=None)
        return found


def with_live(cloud: str, folder: Path) -> Catalog:
    """The catalog of `cloud` with the live prices in `folder` over it; the shipped one when there are none.

    Raises:
        KeyError: there is no catalog of `cloud`.
        InputError: the cache file cannot be read.
    """
    shipped = load(cloud)
    live = read_live(cloud, folder)
    return LiveCatalog(cloud, live) if live else shipped


def live_folder(environ: Mapping[str, str]) -> Path:
    """Where live prices are kept: `$XDG_CACHE_HOME/penstock/prices`, by default `~/.cache/penstock/prices`.

    A relative XDG_CACHE_HOME is ignored, as the XDG Base Directory Specification says.
    """
    cache = Path(environ.get("XDG_CACHE_HOME", ""))
    return (cache if cache.is_absolute() else Path.home() / ".cache") / "penstock" / "prices"


def read_live(cloud: str, folder: Path) -> LiveTable:
    """The live prices of `cloud` in `folder`; empty when there are none. Raises InputError for a file that is not of the form."""
    path = folder / f"{cloud}.csv"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    try:
        if tuple(next(rows, ())) != _COLUMNS:
            raise ValueError(f"its columns are not {','.join(_COLUMNS)}")
        return {
            (instance_type, region): LivePrices(_price(on_demand, on_demand_day), _price(spot, spot_day))
            for instance_type, region, on_demand, on_demand_day, spot, spot_day in rows
        }
    except (ValueError, InvalidOperation) as error:
        fix = "delete it and run `penstock prices refresh`"
        raise InputError([Problem(str(path), f"this is no file of live prices: {error}", fix)]) from error


def write_live(cloud: str, folder: Path, live: LiveTable) -> Path:
    """Replace the live prices of `cloud` in `folder`; the file's path.

    A reader, and whoever comes after a crash, finds the old file or the new one, never a part: the text goes to a temporary
    file beside it, to the disk, then over the old name.
    """
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - it takes long to load, and most only read

    text = io.StringIO(_HEADER.format(cloud=cloud))
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for (instance_type, region), prices in sorted(live.items()):
        writer.writerow([instance_type, region, *_fields(prices.on_demand), *_fields(prices.spot)])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{cloud}.csv"
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=folder, prefix=f".{cloud}-", suffix=".tmp", delete=False
    ) as file:
        try:
            file.write(text.getvalue())
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return path


def _offered(offering: Offering | None) -> bool:
    return offering is not None and offering.offered


def _price(usd: str, day: str) -> LivePrice | None:
    if not usd:
        return None
    price = LivePrice(Decimal(usd), date.fromisoformat(day))
    if not price.usd.is_finite() or price.usd <= 0:
        raise ValueError(f"{usd} is no price")
    return price


def _fields(price: LivePrice | None) -> tuple[str, str]:
    return ("", "") if price is None else (f"{price.usd.normalize():f}", price.day.isoformat())
