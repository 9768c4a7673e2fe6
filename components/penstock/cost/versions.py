"""Which price a version of a managed service has on a day: in standard support or past it.

Clouds bill more for a version that is past its standard support, each by a table of dates (`catalog/data/support.csv`). A version that
no table has counts as in standard support, and at the dearer price at most; so does one whose standard support ends within a year.
An estimate is of the month that begins on its day: what becomes dearer within it counts at the dearer price at once, for nearly all of
the months that follow cost that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from penstock.catalog.support import Lifecycle, lifecycle, lifecycles, numbers
from penstock.resources.facts import Support
from penstock.resources.reading.values import known

_YEAR: Final = timedelta(days=365)
_MONTH: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """`sku`: what is billed; None: the charge's own. `at_most`: what may be; None: nothing else. `words`: why, for people."""

    sku: str | None
    at_most: str | None = None
    words: str = ""


_STANDARD: Final = Standing(None)


def standing(support: Support, day: date) -> Standing:
    """How a version stands on `day`."""
    version, product = support.version, support.product
    if version is None:
        return _STANDARD
    if not known(version) or not known(product):
        return Standing(
            None, support.sku, "whether it is past its standard support is not known: at most as if it were"
        )
    found = lifecycle(product, version)
    return _without_dates(support, product, version, day) if found is None else _dated(support, found, day)


def _dated(support: Support, found: Lifecycle, day: date) -> Standing:
    words = f"{found.version} is past its standard support"
    dearer = found.dearer_from if support.later else None
    if dearer is not None and dearer <= day + _MONTH:
        return Standing(support.later, words=f"{words}, and dearer {_when(dearer, day)}")
    if found.bills_from <= day + _MONTH:
        soon = dearer is not None and dearer <= day + _YEAR
        return Standing(
            support.sku,
            support.later if soon else None,
            f"{words} {_when(found.bills_from, day)}{f', and dearer from {dearer} on' if soon else ''}",
        )
    return (
        Standing(None, support.sku, f"{words} from {found.bills_from} on")
        if found.bills_from <= day + _YEAR
        else _STANDARD
    )


def _when(begins: date, day: date) -> str:
    return f"since {begins}" if begins <= day else f"from {begins} on, within the month: counted at that price"


def _without_dates(support: Support, product: str, version: str, day: date) -> Standing:
    """One older than all that have dates is past them; of one newer, the newest that has a date says how long there is at least."""
    every, order = lifecycles(product), numbers(version)
    if every and order and order < every[0].order:
        return Standing(support.later or support.sku, words=f"{version} is older than every version in support")
    if every and order > every[-1].order and every[-1].bills_from > day + _YEAR:
        return _STANDARD
    return Standing(
        None, support.sku, f"the dates of {version} are not known here: at most as if past its standard support"
    )
