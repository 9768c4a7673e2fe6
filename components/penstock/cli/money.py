"""The month's estimate for a command, with what a usage file declares."""

from __future__ import annotations

from pathlib import Path

from penstock.cost import Estimate, Usage, estimate, read_usage
from penstock.problem import InputError
from penstock.resources.facts import FactSet


def month_of(facts: FactSet, year: int, usage_file: Path | None) -> Estimate:
    """Raises InputError for a usage file that cannot be used, or an entry of it that would have no effect."""
    usage = Usage() if usage_file is None else read_usage(usage_file)
    found = estimate(facts, year=year, usage=usage)
    if problems := usage.problems():
        raise InputError(problems)
    return found
