"""What one rule says of several resources in the same words is one finding with a list; what is counted and waived is each."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from rich.console import Console

from penstock.cli.formats import Checked, render
from penstock.cli.formats.checked import Level
from penstock.cli.views.verdicts import verdict_headline, verdict_table
from penstock_policies.report import waived
from penstock_policies.suppressions.waivers import Waiver, Waivers

from .results import Said, made


def table(result: Checked, width: int = 140) -> list[str]:
    """The lines of the table of verdicts."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None)
    console.print(verdict_table(result.report, width, verbose=False))
    return [line.strip() for line in out.getvalue().splitlines() if line.strip()]


def three() -> Checked:
    return made([Said(name=name) for name in ("one", "two", "three")])


def one_waived() -> Checked:
    result = three()
    waiver = Waiver(
        rule="some-rule", urn="*::two", owner="vision", reason="r", ticket="T-1", expires=date(2099, 1, 1), where="w:1"
    )
    return replace(result, report=waived(result.report, Waivers(valid=(waiver,)), {}))


def test_a_table_says_it_once_and_names_each() -> None:
    lines = table(three())
    assert sum("too large" in line for line in lines) == 1
    assert [name for name in ("one", "two", "three") if any(f"ec2.Instance {name}" in line for line in lines)] == [
        *("one", "two", "three")
    ]
    assert "3 fail" in verdict_headline(three().report).plain


def test_a_narrow_table_names_each_in_one_line() -> None:
    assert "fail some-rule ec2.Instance one, ec2.Instance three, ec2.Instance two" in " ".join(
        " ".join(table(three(), 50)).split()
    )


def test_what_is_waived_is_told_apart_from_what_is_not() -> None:
    result = one_waived()
    assert [[it.resource for it in found.every] for found in result.told(Level.ERROR)] == [
        ["ec2.Instance one", "ec2.Instance three"]
    ]
    assert "BLOCKED by 2 verdicts  (3 fail, 0 undetermined, 0 pass, 0 not applicable; 1 waived)" in (
        verdict_headline(result.report).plain
    )


def test_sarif_and_junit_keep_one_for_each_resource() -> None:
    assert render("sarif", three()).count('"ruleId"') == 3
    assert render("junit", three()).count("<testcase") == 3
    assert render("github", three()).count("::error ") == 1
