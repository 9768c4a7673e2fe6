"""Lines of the bill on AWS: constructors that readers of flat and usage prices share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import Base, Charge
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Lines, Reader, product
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

__all__ = [
    "Reader",
    "by_use",
    "charge",
    "each_by_use",
    "each_hour",
    "each_month",
    "hourly",
    "lowered",
    "maybe_by_use",
    "product",
]


def _base(resource: Resource, context: Context) -> Base:
    return context.base(resource)


_LINES: Final = Lines(_base)
charge, hourly, by_use = _LINES.charge, _LINES.hourly, _LINES.by_use
each_by_use, each_hour, each_month = _LINES.each_by_use, _LINES.each_hour, _LINES.each_month


def lowered(text: str) -> str:
    """In lower case, for a key of the catalog; a secret stays masked, which printed in another case it would not."""
    return masked_like(text, plain(text).lower())


def maybe_by_use(resource: Resource, context: Context, sku: str, used: Maybe[bool], why: str) -> Iterable[Charge]:
    """As `by_use`, where it is `used`; of an unknown quantity where that is not known."""
    if isinstance(used, Unknown):
        yield charge(resource, context, sku, UNKNOWN, why)
    elif used:
        yield by_use(resource, context, sku)
