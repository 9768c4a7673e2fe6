"""One cloud's refresh: read every page, compare, replace the cache file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeAlias

from penstock.catalog import Catalog
from penstock.catalog.overlay import LivePrice, LivePrices, LiveTable, read_live, write_live
from penstock.problem import InputError, Problem
from penstock.terms import CapacityType

from .compare import Held, far_prices
from .journal import Journal
from .shapes import RERUN, ExpiredCursorError, Feed, Quote, Source, Types

AZURE_URL_VARIABLE: Final = "PENSTOCK_AZURE_PRICES_URL"
GCP_URL_VARIABLE: Final = "PENSTOCK_GCP_BILLING_URL"

Progress: TypeAlias = Callable[[int, int, str, int], None]
"""(feeds done, feeds in all, the feed being read, pages held) after each page."""

_STRANGE: Final = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What reading a reply raises that has not the documented form: a proxy's page with status 200, a price that is no number."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a refresh has from outside. `now`: aware; its UTC date is the new prices' date. `environ`: keys and endpoints.
    `first_wait`: seconds before the second try of a failed request."""

    environ: Mapping[str, str]
    now: datetime
    first_wait: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one cloud's refresh did. `taken` of the `held` ones too when they were accepted. `unlisted`: prices in the cache for
    these regions that the source no longer lists; they stay, with their old date. `resumed`: pages kept from an earlier run.
    `notes`: what the source did not tell, and why."""

    cloud: str
    day: date
    path: Path
    taken: int
    held: Sequence[Held]
    accepted: bool
    unclear: Sequence[str]
    unlisted: int
    resumed: int
    notes: Sequence[str]


def refresh(
    known: Catalog, regions: Sequence[str], folder: Path, access: Access, *, accept: bool, progress: Progress
) -> Outcome:
    """Fetch the prices of `known`'s types in `regions` and lay them into `folder`.

    `known`: the catalog with the live prices in use, against which new ones are compared. Prices held back stay fetched for a
    day, so that a second run with `accept` takes these very prices and asks nobody.

    Raises:
        InputError: no credentials, a missing extra, a source that fails after retries, or a folder that cannot be written. The
            cache file is unchanged.
    """
    try:
        return _refresh(known, regions, folder, access, accept=accept, progress=progress)
    except OSError as error:
        what = f"prices cannot be kept there: {error.strerror or error}"
        fix = "make room, or set XDG_CACHE_HOME to a folder that can be written"
        raise InputError([Problem(str(folder), what, fix)]) from error


def _refresh(
    known: Catalog, regions: Sequence[str], folder: Path, access: Access, *, accept: bool, progress: Progress
) -> Outcome:
    journal = Journal(folder / f"{known.cloud}.pages.jsonl", now=access.now)
    source = _source(known, journal.started, access)
    feeds = source.feeds(regions)
    if not accept and all(journal.done(feed.name) for feed in feeds):
        journal.clear(access.now)  # the last run was whole: this one is asked for newer prices
    resumed = journal.pages
    _read(known.cloud, feeds, journal, progress)
    try:
        quotes = source.quotes(journal.rows(feed.name for feed in feeds), regions)
    except _STRANGE as error:
        raise _unknown_form(known.cloud, error) from error
    if not quotes.listed:
        raise _nothing(known.cloud, regions)
    notes = journal.notes(feed.name for feed in feeds)
    held = far_prices(quotes.listed, known)
    left = set[Quote]() if accept else {held_back.quote for held_back in held}
    taken = [quote for quote in quotes.listed if quote not in left]
    day = journal.started.date()
    before = read_live(known.cloud, folder)
    path = write_live(known.cloud, folder, _merged(before, taken, day))
    if not left:
        journal.remove()
    return Outcome(
        cloud=known.cloud,
        day=day,
        path=path,
        taken=len(taken),
        held=held,
        accepted=accept,
        unclear=quotes.unclear,
        unlisted=_unlisted(before, quotes.listed, regions),
        resumed=resumed,
        notes=notes,
    )


def _read(cloud: str, feeds: Sequence[Feed], journal: Journal, progress: Progress) -> None:
    restarted: set[str] = set()
    for number, feed in enumerate(feeds):
        while not journal.done(feed.name):
            cursor = journal.cursor(feed.name)
            try:
                page = feed.fetch(cursor)
            except ExpiredCursorError as error:
                if feed.name in restarted:
                    raise _endless(f"{cloud} {feed.name}") from error
                restarted.add(feed.name)
                journal.restart(feed.name)
                continue
            except _STRANGE as error:
                raise _unknown_form(f"{cloud} {feed.name}", error) from error
            if page.next is not None and page.next == cursor:
                raise _endless(f"{cloud} {feed.name}")
            journal.add(feed.name, page)
            progress(number, len(feeds), feed.name, journal.pages)
    progress(len(feeds), len(feeds), "done", journal.pages)


def _merged(before: LiveTable, taken: Sequence[Quote], day: date) -> LiveTable:
    table = dict(before)
    for quote in taken:
        key = (quote.instance_type, quote.region)
        price = LivePrice(quote.usd, day)
        prices = table.get(key, LivePrices())
        spot = quote.capacity_type is CapacityType.SPOT
        table[key] = replace(prices, spot=price) if spot else replace(prices, on_demand=price)
    return table


def _unlisted(before: LiveTable, listed: Sequence[Quote], regions: Sequence[str]) -> int:
    now = {quote[:3] for quote in listed}
    return sum(
        price is not None and (instance_type, region, kind) not in now
        for (instance_type, region), prices in before.items()
        if region in regions
        for kind, price in ((CapacityType.ON_DEMAND, prices.on_demand), (CapacityType.SPOT, prices.spot))
    )


def _source(known: Catalog, started: datetime, access: Access) -> Source:
    """The cloud's price list. The modules are imported here: they need the extra, and nobody else should."""
    types: Types = {
        name: hardware for name in known.instance_type_names if (hardware := known.instance_type(name)) is not None
    }
    environ = access.environ
    try:
        match known.cloud:
            case "aws":
                from .aws import Aws  # noqa: PLC0415

                return Aws(types, now=started)
            case "gcp":
                from . import gcp  # noqa: PLC0415

                url = environ.get(GCP_URL_VARIABLE, gcp.URL)
                sold = {(name, region) for name in types for region in known.regions if known.offering(name, region)}
                return gcp.Gcp(types, sold, environ=environ, url=url, first_wait=access.first_wait)
            case "azure":
                from . import azure  # noqa: PLC0415

                url = environ.get(AZURE_URL_VARIABLE, azure.URL)
                return azure.Azure(types, now=started, url=url, first_wait=access.first_wait)
            case cloud:
                raise InputError([Problem(cloud, "live prices of this cloud are not read", "leave it out of --cloud")])
    except ModuleNotFoundError as error:
        what = f"{error.name} is not installed: live prices need the extra `refresh`"
        raise InputError([Problem(known.cloud, what, "pip install 'penstock[refresh]'")]) from error


def _nothing(cloud: str, regions: Sequence[str]) -> InputError:
    where = ", ".join(regions) if len(regions) <= 3 else f"{len(regions)} regions"
    fix = "see the regions' names with `penstock prices --format json`; if they are right, the price list has changed its form"
    return InputError([Problem(cloud, f"the price list has no price of any type we know in {where}", fix)])


def _unknown_form(where: str, error: Exception) -> InputError:
    what = f"the price list answers in a form that is not documented: {type(error).__name__}: {error}"
    return InputError([Problem(where, what, f"if a proxy is between, let it through; else, later, {RERUN}")])


def _endless(where: str) -> InputError:
    what = "the price list does not come to its end: it sends us back to a page that we had"
    return InputError([Problem(where, what, RERUN)])
