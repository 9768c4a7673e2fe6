"""Saved files of the cases: the text before a preview, a self-managed backend's own file, a preview on standard input."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from penstock.cli.main import EXIT_VIOLATION, main

CASES = Path(__file__).parent
PREVIEW = CASES / "preview-after-text" / "preview.json"


@pytest.mark.parametrize("file", [PREVIEW, CASES / "state-of-a-bucket" / "dev.json"], ids=lambda file: file.parent.name)
def test_a_file_of_a_case_is_read(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file)]) == EXIT_VIOLATION
    assert "p4d.24xlarge" in capfd.readouterr().out


def test_a_preview_is_read_from_standard_input(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", str(PREVIEW)]) == EXIT_VIOLATION
    told = capfd.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PREVIEW.read_bytes())))
    assert main(["check", "-"]) == EXIT_VIOLATION
    assert capfd.readouterr().out == told
