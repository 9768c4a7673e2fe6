"""`penstock check` with rules at `remediate`: what would be changed is said in every format, and the outcome is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

PROGRAM = '''"""A spot machine that is only stopped when it is taken back."""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-1",
    instance_type="g5.xlarge",
    instance_market_options={
        "market_type": "spot",
        "spot_options": {"instance_interruption_behavior": "stop", "max_price": pulumi.Output.secret("hunter2")},
    },
)
'''
SAID = (
    "eviction-keeps-disk: instanceMarketOptions.spotOptions.instanceInterruptionBehavior of box would be changed to "
    "terminate"
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text("name: team\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def levels(folder: Path, level: str) -> str:
    file = folder / "levels.json"
    file.write_text(json.dumps({"all": "disabled", "eviction-keeps-disk": level}), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("form", ["table", "json", "sarif", "junit", "github", "markdown"])
def test_every_format_or_the_notes_beside_it_say_what_would_be_changed(run: Run, program: Path, form: str) -> None:
    config = ("--policy-config", levels(program, "remediate"), "--config", "aws:region=us-east-1")
    ran = run("check", program, "--stack", "dev", "--format", form, *config)
    assert ran.status == 0
    assert " ".join(SAID.split()) in " ".join(f"{ran.out} {ran.err}".split()).replace("&#45;", "-").replace(
        "&#46;", "."
    )
    assert "hunter2" not in ran.out + ran.err


def test_at_another_level_it_is_refused_and_nothing_would_be_changed(run: Run, program: Path) -> None:
    config = ("--policy-config", levels(program, "mandatory"), "--config", "aws:region=us-east-1")
    ran = run("check", program, "--stack", "dev", *config)
    assert ran.status == 1
    assert "would be changed" not in ran.out + ran.err


def test_a_rule_that_has_no_remediation_is_an_error_of_the_file(run: Run, program: Path) -> None:
    file = program / "levels.json"
    file.write_text(json.dumps({"oversized-instance": "remediate"}), encoding="utf-8")
    ran = run("check", program, "--stack", "dev", "--policy-config", str(file))
    assert ran.status == 2
    assert "oversized-instance.enforcementLevel: has no remediation" in ran.err
