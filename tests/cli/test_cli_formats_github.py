"""Annotations: what the runner of GitHub Actions reads back is what the check found, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.cli.formats import Checked, render
from penstock.cli.formats.checked import Finding, Level
from penstock.cli.formats.github import SHOWN
from penstock.cli.views.costs import headline
from penstock_policies import Enforcement, Outcome

from .conftest import ROOT
from .results import BLOCKED, REAL, Said, made, real, results, rule


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    properties: Mapping[str, str]
    message: str


def read_back(line: str) -> Command:
    """A line as `ActionCommand.TryParseV2` of actions/runner reads it."""
    assert line.startswith("::")
    head, _, data = line.removeprefix("::").partition("::")
    name, _, given = head.partition(" ")
    pairs = [pair.split("=", 1) for pair in given.split(",") if pair]
    return Command(name, {key: unescaped(value, ",:\n\r") for key, value in pairs}, unescaped(data, "\n\r"))


def unescaped(text: str, tokens: str) -> str:
    for token in f"{tokens}%":
        text = text.replace(f"%{ord(token):02X}", token)
    return text


def commands(result: Checked) -> list[Command]:
    """Every line, by the runner's own idea of a line: .NET ends one at any of these."""
    lines = re.split(r"\r\n|\r|\n", render("github", result))
    assert lines.pop() == ""
    return [read_back(line) for line in lines]


def test_the_blocked_example_is_annotated_at_its_lines_after_the_verdict_and_the_money() -> None:
    summary, *rest = commands(real(BLOCKED))
    assert summary.name == "notice"
    assert summary.message.startswith("BLOCKED by ")
    assert summary.message.endswith(f"\n{headline(real(BLOCKED).estimate).plain}")
    lines = (ROOT / "examples/blocked/__main__.py").read_text().splitlines()
    assert rest[0].name == "error"
    assert rest[0].properties == {
        "file": "examples/blocked/__main__.py",
        "line": str(lines.index("template = aws.ec2.LaunchTemplate(") + 1),
        "title": "oversized-instance: ec2.LaunchTemplate trainer",
    }


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.NOT_APPLICABLE])
def test_a_clean_program_has_its_summary_alone(outcome: Outcome) -> None:
    (summary,) = commands(made([Said(outcome=outcome)]))
    assert summary.message.startswith("clean")


@pytest.mark.parametrize("name", REAL)
def test_the_lines_of_every_program_are_read_as_commands(name: str) -> None:
    assert any(it.name == "error" for it in commands(real(name))) is (name == BLOCKED)


def test_the_tenth_of_too_many_says_how_many_more_there_are_and_the_gravest_come_first() -> None:
    low, grave = rule("low", severity="low"), rule("grave", severity="critical")
    said = [Said(name=f"{index:02}", rule=index % 2, message=f"too large: {index:02}") for index in range(24)]
    errors = [it for it in commands(made(said, [low, grave])) if it.name == "error"]
    assert [it.properties["title"].split(":")[0] for it in errors[:9]] == ["grave"] * 9
    assert errors[9].message == "15 more are not shown here: this step's log has them all"
    assert len(errors) == len(said) + 1


@given(st.integers(0, 25), st.integers(0, 25), st.integers(0, 25))
def test_what_github_shows_and_what_it_is_told_of_the_rest_add_up(fails: int, advice: int, unknown: int) -> None:
    said = [Said(name=f"{index}", message=f"{index}") for index in range(fails)]
    said += [Said(name=f"{index}", rule=1, message=f"{index}") for index in range(advice)]
    said += [
        Said(name=f"u{index}", rule=1, outcome=Outcome.UNDETERMINED, message=f"{index}") for index in range(unknown)
    ]
    found = commands(made(said, [rule("a"), rule("b", Enforcement.ADVISORY)]))
    for name, count in (("error", fails), ("warning", advice), ("notice", unknown)):
        shown = [it for it in found if it.name == name][:SHOWN]
        findings = sum("file" in it.properties for it in shown)
        more = sum(int(it.message.split()[0]) for it in shown if "more are not shown" in it.message)
        assert findings + more == count


@given(results())
def test_hostile_text_comes_back_as_it_was_said(result: Checked) -> None:
    found = [it for it in commands(result) if "file" in it.properties]
    told = [it for level in (Level.ERROR, Level.WARNING, Level.NOTE) for it in result.told(level)]
    assert [(it.name, it.properties, it.message) for it in found] == [
        (
            {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}[it.level],
            {"file": it.place.path, "line": str(it.place.line), "title": f"{it.rule}: {it.resource}{_more(it)}"},
            it.why + "".join(f"\nAlso {other.resource}, {other.place}" for other in it.others),
        )
        for it in told
    ]


def _more(finding: Finding) -> str:
    return f" and {len(finding.others)} more" if finding.others else ""


def test_the_same_words_of_several_resources_are_one_annotation_at_the_first_of_them() -> None:
    said = [Said(name=f"{index}", line=index + 1) for index in range(3)]
    (error,) = [it for it in commands(made(said)) if it.name == "error"]
    assert error.properties["title"] == "some-rule: ec2.Instance 0 and 2 more"
    assert error.properties["line"] == "1"
    assert error.message.splitlines()[-2:] == [
        "Also ec2.Instance 1, infra/__main__.py:2",
        "Also ec2.Instance 2, infra/__main__.py:3",
    ]
