"""The example programs of the rules' page: each rule fails its bad program and passes its good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from penstock.preview import run_program
from penstock.resources import read
from penstock_policies import RULES, Outcome, evaluate, settings_from

EXAMPLES = Path(__file__).parents[2] / "policies" / "examples"
NAMES = sorted(folder.name for folder in EXAMPLES.iterdir())


def outcomes(program: Path, rule: str, project: Path) -> set[Outcome]:
    """What `rule`, as mandatory, says of the resources that are named after it."""
    (project / "Pulumi.yaml").write_text("name: example\nruntime: python\n", encoding="utf-8")
    (project / "__main__.py").write_text(program.read_text(encoding="utf-8"), encoding="utf-8")
    config = {"aws:region": "us-east-1", "gcp:region": "us-central1", "gcp:project": "example"}
    capture = run_program(project, "dev", config=config)
    named = {it.urn for it in capture.resources if it.name.startswith(rule)}
    others = {it.name for it in capture.resources if not it.name.startswith((rule, "default", "example-dev"))}
    assert not others, f"name it {rule}-..., so that all examples can run in one stack: {others}"
    only = settings_from({"all": "disabled", rule: "mandatory"})
    return {it.verdict.outcome for it in evaluate(read(capture), only).verdicts if it.verdict.urn in named}


def test_every_folder_is_that_of_a_rule() -> None:
    assert NAMES
    assert set(NAMES) <= {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", NAMES)
def test_a_bad_example_fails_and_says_what_it_is(rule: str, tmp_path: Path) -> None:
    assert Outcome.FAIL in outcomes(EXAMPLES / rule / "bad.py", rule, tmp_path)


@pytest.mark.parametrize("rule", NAMES)
def test_a_good_example_passes(rule: str, tmp_path: Path) -> None:
    found = outcomes(EXAMPLES / rule / "good.py", rule, tmp_path)
    assert Outcome.PASS in found
    assert found <= {Outcome.PASS, Outcome.NOT_APPLICABLE}
