"""Each way past the rules on AWS is answered by what it says, or by nothing when it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from .trial import check
from .way import Way, ways


@pytest.mark.parametrize("way", ways("aws"), ids=lambda way: way.name)
def test_a_way_is_answered(way: Way, tmp_path: Path) -> None:
    check(way, tmp_path)
