"""A YAML program is priced and judged as the same program in Python, on three clouds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from penstock.cli.main import EXIT_VIOLATION, main

CASES = Path(__file__).parent


def told(case: str, capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    arguments = ("--stack", "dev", "--config", "aws:region=us-west-2", "--config", "gcp:project=p", "--format", "json")
    assert main(["check", str(CASES / case), *arguments]) == EXIT_VIOLATION
    return json.loads(capfd.readouterr().out)


def test_gpus_of_three_clouds(capfd: pytest.CaptureFixture[str]) -> None:
    there, here = told("yaml-gpus", capfd), told("yaml-gpus-in-python", capfd)
    assert there["costs"] == here["costs"]
    assert there["verdicts"] == here["verdicts"]
    assert {it["rule"] for it in there["verdicts"] if it["blocks"]} >= {"oversized-instance", "pool-ceiling"}
