"""Names and messages that try to write to the terminal, and secrets that try to get into a price."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from penstock.catalog import load
from penstock.catalog.tables import Table
from penstock.resources.reading.values import SecretText

from .conftest import Run

HOSTILE = "evil\x1b[31m\x07\u202e::name"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A saved preview whose resources have hostile names."""
    prefix = "urn:pulumi:s::p::"
    provider = f"{prefix}pulumi:providers:aws::default"
    states: list[dict[str, Any]] = [
        {"urn": provider, "custom": True, "type": "pulumi:providers:aws", "inputs": {"region": "us-east-1"}}
    ]
    for token, inputs in (
        ("aws:ec2/instance:Instance", {"instanceType": "p5.48xlarge", "ami": "ami-1"}),
        ("aws:s3/bucket:Bucket", {}),
        ("aws:of/nobody:Heard", {}),
    ):
        states.append(
            {
                "urn": f"{prefix}{token}::{HOSTILE}",
                "custom": True,
                "type": token,
                "inputs": inputs,
                "provider": f"{provider}::x",
            }
        )
    path = tmp_path / "preview.json"
    steps = [{"op": "create", "urn": state["urn"], "newState": state} for state in states]
    path.write_text(json.dumps({"steps": steps, "changeSummary": {"create": len(steps)}}))
    return path


@pytest.mark.parametrize("command", ["check", "estimate", "preview"])
def test_nothing_that_a_terminal_obeys_is_printed(run: Run, saved: Path, command: str) -> None:
    ran = run(command, saved)
    assert ran.status in (0, 1)
    for character in ("\x1b", "\x07", "\u202e"):
        assert character not in ran.out + ran.err
    assert "evil\\x1b[31m\\x07\\u202e::name" in ran.out


@pytest.mark.parametrize("output", ["table", "json"])
def test_a_reader_that_goes_away_is_told_neither_clean_nor_blocked(saved: Path, output: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "penstock.cli.main", "check", str(saved), "--format", output]
    ran = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write_end)
    assert (ran.returncode, ran.stderr) == (141, "")


def test_a_comparison_shows_hostile_names_too(run: Run, saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(saved.read_text().replace("p5.48xlarge", "g6.xlarge"))
    ran = run("diff", saved, other)
    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert "ec2.Instance evil\\x1b" in ran.out


def test_a_secret_type_is_priced_like_itself_and_hides_no_other() -> None:
    table = Table("aws", "offerings.csv")
    assert table.under(SecretText("p5.48xlarge")) == table.under("p5.48xlarge") != ()
    assert load("aws").offering(SecretText("p5.48xlarge"), "us-east-1") == load("aws").offering(
        "p5.48xlarge", "us-east-1"
    )
