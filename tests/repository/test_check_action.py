"""The check's step: one result for each reader, the exit status of the check itself, and no shell that reads what it is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

SCRIPT: Final = Path(__file__).parents[2] / ".github/actions/check/check.sh"
STACK: Final = "urn:pulumi:prod::infra::"


def exported(instance_type: str) -> str:
    """What `pulumi stack export` saves of one instance."""
    provider = f"{STACK}pulumi:providers:aws::default"
    resources: list[dict[str, Any]] = [
        {
            "urn": provider,
            "type": "pulumi:providers:aws",
            "custom": True,
            "id": "1",
            "inputs": {"region": "us-east-1"},
        },
        {
            "urn": f"{STACK}aws:ec2/instance:Instance::gpu",
            "type": "aws:ec2/instance:Instance",
            "custom": True,
            "id": "i-1",
            "inputs": {"instanceType": instance_type, "ami": "ami-1"},
            "provider": f"{provider}::1",
        },
    ]
    return json.dumps({"version": 3, "deployment": {"resources": resources}})


class Step:
    """The step in a workspace of its own."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "workspace"
        self.results = folder / "results"
        self.summary = folder / "summary.md"
        self.temp = folder
        self.workspace.mkdir()
        (self.workspace / "head.json").write_text(exported("p5.48xlarge"))
        programs = folder / "penstock-venv/bin"
        programs.mkdir(parents=True)
        (programs / "penstock").symlink_to(Path(sys.executable).with_name("penstock"))

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        given = {"SOURCE": "head.json", "STACK": "", "BASE": "", "ARGUMENTS": "", "PULL_REQUEST": "12", **inputs}
        return subprocess.run(
            ["bash", SCRIPT],
            cwd=self.workspace,
            env={
                "PATH": os.environ["PATH"],
                "RUNNER_TEMP": str(self.temp),
                "RESULTS": str(self.results),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                **given,
            },
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def step(tmp_path: Path) -> Step:
    return Step(tmp_path)


def test_a_blocked_program_fails_the_job_and_every_reader_hears_of_it(step: Step) -> None:
    ran = step.run()
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "::error file=" in ran.stdout
    comment = (step.results / "comment.md").read_text()
    assert comment.rstrip().endswith("<!-- penstock:infra/prod -->")
    assert step.summary.read_text() == comment
    rules = {
        result["ruleId"] for result in json.loads((step.results / "penstock.sarif").read_text())["runs"][0]["results"]
    }
    assert "oversized-instance" in rules
    assert (step.results / "number").read_text() == "12\n"


def test_what_the_base_breaks_too_does_not_block(step: Step) -> None:
    (step.workspace / "base.json").write_text(exported("p5.48xlarge"))
    assert step.run(BASE="base.json").returncode == 0
    (step.workspace / "base.json").write_text(exported("m7i.large"))
    assert step.run(BASE="base.json").returncode == 1


def test_a_program_that_the_change_adds_has_no_base(step: Step) -> None:
    ran = step.run(BASE="not-there.json")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "::warning::" not in ran.stdout


def test_a_base_that_cannot_be_read_excuses_nothing_and_says_so(step: Step) -> None:
    (step.workspace / "base.json").write_text("not JSON")
    ran = step.run(BASE="base.json")
    assert ran.returncode == 1
    assert "::warning::the base could not be checked" in ran.stdout


def test_a_problem_with_the_input_fails_the_job_and_leaves_no_result(step: Step) -> None:
    ran = step.run(SOURCE="not-there.json")
    assert ran.returncode == 2
    assert "not-there.json" in ran.stderr
    assert [*step.results.iterdir()] == []
    assert not step.summary.exists()


def test_arguments_are_lines_and_reach_the_check_as_they_are(step: Step) -> None:
    (step.workspace / "the limits.json").write_text('{"oversized-instance": {"max_hourly_usd": "no number"}}')
    ran = step.run(ARGUMENTS="--verbose\n\n--policy-config=the limits.json\n")
    assert ran.returncode == 2
    assert "the limits.json" in ran.stderr


def test_what_a_caller_gives_is_never_a_command(step: Step) -> None:
    given = "$(touch hit) `touch hit`; touch hit"
    step.run(**dict.fromkeys(("SOURCE", "STACK", "BASE", "ARGUMENTS", "PULL_REQUEST"), given))
    assert [file.name for file in step.workspace.iterdir()] == ["head.json"]
