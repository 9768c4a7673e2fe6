"""Programs that a careful team would write: the rules as they come find nothing in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from legitimate.program import findings, programs


@pytest.mark.parametrize("name", programs("aws"))
def test_nothing_is_found(name: str, tmp_path: Path) -> None:
    assert findings("aws", name, tmp_path) == []
