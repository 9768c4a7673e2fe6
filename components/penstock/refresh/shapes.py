"""What a fetch is made of: feeds of pages, pages of rows, rows that become quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from penstock.catalog import InstanceType
from penstock.terms import CapacityType

RERUN: Final = "what is fetched so far is kept, the prices in use are unchanged: run the same command again to go on"
"""What to do when a source fails: true because of the journal and of the file that is replaced whole."""

Row: TypeAlias = Sequence[str]
"""What is kept of one item of a page: text alone, so that a kept page is the page."""

Types: TypeAlias = Mapping[str, InstanceType]
"""Name -> hardware of the types that the catalog knows; a price of any other has no use."""


class ExpiredCursorError(Exception):
    """The source no longer knows where a page begins; the feed has to be read from its start."""


class Quote(NamedTuple):
    """A price at the source, USD per hour, Linux."""

    instance_type: str
    region: str
    capacity_type: CapacityType
    usd: Decimal


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page that matter, and the cursor of the next; None when this is the last. `note`: why there are none."""

    rows: Sequence[Row]
    next: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """One paginated listing. `name` is unique within a cloud (`spot us-east-1`).

    `fetch`: cursor (None: the first page) -> page. It retries by itself what may pass; it raises ExpiredCursorError, or
    InputError for what cannot be helped by asking again.
    """

    name: str
    fetch: Callable[[str | None], Page]


@dataclass(frozen=True, slots=True)
class Quotes:
    """What the rows of all pages say. `unclear`: prices that the source lists twice and differently, for people; not taken."""

    listed: Sequence[Quote]
    unclear: Sequence[str] = ()


class Source(Protocol):
    """A cloud's price list."""

    def feeds(self, regions: Sequence[str]) -> Sequence[Feed]:
        """Every listing to read. Raises InputError when there are no credentials."""
        ...

    def quotes(self, rows: Sequence[Row], regions: Sequence[str]) -> Quotes:
        """The prices that the rows of all feeds give for `regions`."""
        ...


def one_price(found: Mapping[tuple[str, str, CapacityType], set[Decimal]]) -> Quotes:
    """Keep what has one price above 0. A price of 0 is none: sources list it for what they do not sell yet or by itself."""
    listed: list[Quote] = []
    unclear: list[str] = []
    for key, prices in sorted(found.items()):
        above = sorted(price for price in prices if price > 0)
        if len(above) > 1:
            unclear.append(f"{' '.join(key)}: {', '.join(f'${price:f}' for price in above)}")
        elif above:
            listed.append(Quote(*key, above[0]))
    return Quotes(listed, unclear)


def text(value: Any) -> str:
    """A field of a reply as text: a list price in JSON is a number, and must come through digit by digit."""
    return "" if value is None else str(value)
