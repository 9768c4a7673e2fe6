"""Programs of honest teams, written by somebody who had not read the rules: nothing blocks them, whatever the advice is."""

from __future__ import annotations

from pathlib import Path

import pytest

from legitimate.program import judged, strangers

MOST_ADVICE = 12
"""Findings that a program gets as advice: what fits on a screen."""


@pytest.mark.parametrize("name", strangers())
def test_nothing_blocks(name: str, tmp_path: Path) -> None:
    blocking, advice = judged(name, tmp_path)
    assert blocking == []
    assert advice <= MOST_ADVICE
