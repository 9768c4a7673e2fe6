"""Programs of honest teams, written by somebody who had not read the rules: nothing blocks them, and the advice fits on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from legitimate.program import judged, strangers

MOST_ADVICE = 12
"""Rules whose advice a program gets: each is one finding with a list."""

NOTEBOOKS = sorted((Path(__file__).parent / "notebooks").glob("*.py"))
"""A T4 of a team that has stated nothing, of each cloud."""


@pytest.mark.parametrize("program", [pytest.param(it, id=it.stem) for it in (*strangers(), *NOTEBOOKS)])
def test_nothing_blocks(program: Path, tmp_path: Path) -> None:
    blocking, advice = judged(program, tmp_path)
    assert blocking == []
    assert len(advice) <= MOST_ADVICE


@pytest.mark.parametrize("program", [pytest.param(it, id=it.stem) for it in NOTEBOOKS])
def test_a_notebook_is_advised(program: Path, tmp_path: Path) -> None:
    """What a team is told that has stated nothing: it runs all month, and nobody's name is on it."""
    advice = judged(program, tmp_path)[1]
    assert {"idle-shutdown-required", "schedule-required", "expire-after-required", "budget-required"} <= advice
