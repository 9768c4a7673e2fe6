"""The month's estimate for a command: with the user's live prices where they are newer, and what a usage file declares."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from penstock.catalog import Catalog
from penstock.catalog.overlay import live_folder, with_live
from penstock.cost import Estimate, Usage, estimate, read_usage
from penstock.problem import InputError
from penstock.resources.facts import FactSet


def month_of(facts: FactSet, year: int, usage_file: Path | None, max_age: timedelta | None = None) -> Estimate:
    """Raises InputError for a usage file that cannot be used, an entry of it that would have no effect, and for prices that are
    older than `max_age`."""
    usage = usage_of(usage_file)
    found = month_with(facts, year, usage, max_age)
    all_used(usage)
    return found


def usage_of(usage_file: Path | None) -> Usage:
    """Raises InputError for a usage file that cannot be used."""
    return Usage() if usage_file is None else read_usage(usage_file)


def all_used(usage: Usage) -> None:
    """Raises InputError for an entry of it that had no effect in any estimate made with it."""
    if problems := usage.problems():
        raise InputError(problems)


def month_with(facts: FactSet, year: int, usage: Usage, max_age: timedelta | None = None) -> Estimate:
    """As `month_of`, with a usage that several estimates share: see `all_used`."""
    live = live_folder(os.environ)

    @cache
    def catalog_of(cloud: str) -> Catalog:
        return with_live(cloud, live)

    today = datetime.now(UTC).date()
    within = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    found = estimate(facts, year=year, day=within, usage=usage, catalog_of=catalog_of, today=today)
    if max_age is not None:
        from penstock.refresh import require_fresh  # noqa: PLC0415 - needed for this option alone

        dated = (
            (f"{resource.label} {component.name}", component.price_date)
            for resource in found.resources
            for component in resource.components
            if component.price_date is not None
        )
        require_fresh(dated, max_age=max_age, today=today)
    return found
