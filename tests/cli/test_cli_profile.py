"""`penstock check --profile`: a rule's settings by the name of a profile, or from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run, changed

PROGRAM = ("check", "examples/blocked", "--stack", "prod")


def test_a_profile_sets_the_levels(run: Run) -> None:
    ran = run(*PROGRAM, "--profile", "sandbox", "--format", "json")
    assert ran.status == 1
    levels = {it["rule"]: it["enforcement"] for it in ran.json["verdicts"]}
    assert levels["oversized-instance"] == "mandatory"
    assert levels["cross-region-transfer"] == "advisory"


def test_a_file_is_a_profile_too(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"all": "advisory"}), encoding="utf-8")
    assert run(*PROGRAM, "--profile", own).status == 0


def test_a_profile_that_there_is_not_is_a_problem_with_the_input(run: Run) -> None:
    ran = run(*PROGRAM, "--profile", "sandbx")
    assert ran.status == 2
    assert "did you mean sandbox?" in ran.err


def test_two_sets_of_settings_are_one_too_many(run: Run) -> None:
    ran = run(*PROGRAM, "--profile", "sandbox", "--policy-config", "policies/profiles/training.json")
    assert ran.status == 2
    assert "give one of them" in ran.err


@pytest.mark.parametrize("region", ["eu-west-1", "us-west-2"])
def test_the_reference_stack_passes_in_production_in_another_region(run: Run, scratch: Path, region: str) -> None:
    """Whatever it declares has a price there: fourteen of its resources had none but in us-east-1."""
    changed(scratch, "train-aws", ("us-east-1", region))
    ran = run("check", scratch, "--stack", "train-aws", "--profile", "production", "--format", "json")
    assert ran.status == 0, ran.out
    assert {it["verdict"] for it in ran.json["verdicts"] if it["rule"] == "unpriced-resource"} == {"pass"}
