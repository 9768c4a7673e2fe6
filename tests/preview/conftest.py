"""A runner for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from .runner import PROVIDERS_OF_THE_MACHINE, Runner


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs programs; nothing of this machine's own cloud settings reaches them."""
    for name in PROVIDERS_OF_THE_MACHINE:
        monkeypatch.delenv(name, raising=False)
    return Runner(tmp_path / "program")
