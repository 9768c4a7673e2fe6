"""Waivers and the baseline for `penstock check`: what keeps a broken rule from blocking."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from penstock.cost import Estimate
from penstock_policies import Report
from penstock_policies.report import waived
from penstock_policies.suppressions.waivers import NONE, Waivers, expected_costs

WAIVERS: Final = Path("policies/waivers.yaml")
"""Where waivers are looked for, beside the program and at the repository's root."""


def waivers_for(source: Path, given: Path | None, *, today: date) -> Waivers:
    """The waivers of the file that is `given`, else of the one beside the program, else of the repository's; none without any.

    Raises InputError when the file that is given cannot be read.
    """
    file = given or _found(source)
    if file is None:
        return NONE
    from penstock_policies.suppressions.waivers_file import read_waivers  # noqa: PLC0415 - see there

    return read_waivers(file, today=today)


def suppressed(report: Report, estimate: Estimate, waivers: Waivers, baseline: Path | None) -> Report:
    """`report` with what is waived, and with what the base has too. Raises InputError for a base that is no check's result."""
    costs = expected_costs(estimate)
    report = waived(report, waivers, costs)
    if baseline is None:
        return report
    from penstock_policies.suppressions.baseline import against, read_baseline  # noqa: PLC0415 - needed for this option alone

    return against(report, read_baseline(baseline), costs)


def _found(source: Path) -> Path | None:
    folder = source.absolute()
    folder = folder.parent if folder.is_file() else folder
    root = next((it for it in (folder, *folder.parents) if (it / ".git").exists()), folder)
    return next((it / WAIVERS for it in (folder, root) if (it / WAIVERS).is_file()), None)
