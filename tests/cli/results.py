"""Results of checks for the tests of formats: of the repository's own programs, and made of hostile text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from hypothesis import strategies as st

from penstock.cli.formats import Checked
from penstock.cli.formats.places import Place, Places, places_of
from penstock.cli.source import read_capture
from penstock.cli.text import printable
from penstock.cost import CostComponent, Estimate, Range, ResourceCost, estimate
from penstock.resources import read
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Capture, Resource, SourcePosition
from penstock_policies import Config, Enforcement, Outcome, Rule, Severity, Verdict, evaluate

from .conftest import ROOT, STACKS

BLOCKED: Final = "blocked"
REAL: Final = (*STACKS, BLOCKED)
"""Names that `real` takes."""

HOSTILE: Final = (
    "\"quoted\" 'text'", "a|b", "| --- |", "`code`", "\\", "**bold**", "_a_", "~~a~~", "# head", "\n\n# head", "- item",
    "<script>alert(1)</script>", "</td></table><h1>", "</details>", "</code>", "<!-- penstock:a/b -->", "-->", "--", "]]>",
    "<![CDATA[", "&amp;", "&#64;", "@octocat", "fixes #1", "GH-1", "gh-22", "a/b#1", "[a](https://evil.example)",
    "![a](b)", "https://evil.example", "www.evil.example", "a@evil.example", "$x$", ":tada:", "{0}", "{{1}}", "%0A", "%25",
    "%253A", "::error file=a::b", "\n::error::c", "##[add-mask]d", "a:b,c=d", "a::b", "\r\n", "\r", "\n", "\t", "\0",
    "\x07\x1b[31m", "\x7f\x85", "\u2028\u2029", "\u202eevil", "\u200b", "\ufffe\uffff", "\ud800", "🦙🇩🇪👩‍🔬", "é漢字", " ", "",
)  # fmt: skip

texts: Final = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=4).map("".join)


@cache
def real(name: str) -> Checked:
    """A stack of the repository, or its blocked example, checked."""
    source, stack = (ROOT / "examples/blocked", "prod") if name == BLOCKED else (ROOT, name)
    capture = read_capture(source, stack, ())
    facts = read(capture)
    return Checked(
        capture=capture,
        estimate=estimate(facts, year=2026),
        report=evaluate(facts),
        places=places_of(source, capture),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One verdict to make a result of. `rule`: an index of the result's rules."""

    rule: int = 0
    name: str = "it"
    about: str = ""
    outcome: Outcome = Outcome.FAIL
    message: str = "too large"
    fix: str = "a smaller one"
    line: int | None = 1


def rule(name: str = "some-rule", enforcement: Enforcement = Enforcement.MANDATORY, severity: str = "high") -> Rule:
    """A rule that says nothing by itself."""
    return Rule(
        name=name,
        title=name,
        description=name,
        remediation=name,
        severity=Severity(severity),
        scope="stack",
        check=lambda facts, config: (),
        enforcement=enforcement,
    )


def made(
    said: Sequence[Said],
    rules: Sequence[Rule] = (),
    *,
    project: str = "shop",
    stack: str = "prod",
    notes: Sequence[str] = (),
    file: str = "__main__.py",
) -> Checked:
    """A result with those verdicts, judged as any are, each of a resource of its own name and type."""
    rules = rules or [rule()]

    prefix = f"urn:pulumi:{stack}::{project}::aws:ec2/instance:Instance::"
    resources = {
        it.name: Resource(
            urn=f"{prefix}{it.name}",
            type="aws:ec2/instance:Instance",
            name=it.name,
            inputs={},
            source=None if it.line is None else SourcePosition(file, it.line),
        )
        for it in said
    }
    capture = Capture(project=project, stack=stack, resources=tuple(resources.values()), notes=tuple(notes))
    speaking = [
        _speaking(it, [_verdict(one, prefix, it) for one in said if one.rule == index])
        for index, it in enumerate(rules)
    ]
    return Checked(
        capture=capture,
        estimate=priced(said),
        report=evaluate(FactSet(), rules=speaking),
        places=Places("infra", Place("infra/Pulumi.yaml", 1)),
        rules=speaking,
    )


def _verdict(said: Said, prefix: str, rule: Rule) -> Verdict:
    return Verdict(f"{prefix}{said.name}", rule.name, said.about, said.outcome, said.message, said.fix)


def _speaking(silent: Rule, verdicts: list[Verdict]) -> Rule:
    def check(facts: FactSet, config: Config) -> list[Verdict]:
        return verdicts

    return replace(silent, check=check)


def priced(said: Sequence[Said]) -> Estimate:
    """A month in which every resource that a verdict is about costs the same, and one more is unpriced."""
    each = Range(Decimal(0), Decimal("72.5"), Decimal(730))
    day = date(2026, 7, 1)
    line = CostComponent("nodes", "node-hour", each, Decimal(1), day, "always on")
    costs = tuple(ResourceCost(it.name, it.name, "pool", it.message, (line,)) for it in said)
    total = sum((it.monthly for it in costs), Range.of(Decimal(0)))
    return Estimate(costs, total, total.ceiling, {f"::{it.name}": it.message for it in said[:1]}, (day,))


@st.composite
def results(draw: st.DrawFn) -> Checked:
    """Results whose every text is hostile."""
    levels = st.sampled_from([Enforcement.MANDATORY, Enforcement.ADVISORY])
    rules = draw(
        st.lists(
            st.builds(rule, texts, levels, st.sampled_from(list(Severity))),
            min_size=1,
            max_size=3,
            unique_by=lambda it: printable(it.name),
        )
    )
    said = st.builds(
        Said,
        rule=st.integers(0, len(rules) - 1),
        name=texts,
        about=texts,
        outcome=st.sampled_from(Outcome),
        message=texts,
        fix=texts,
        line=st.none() | st.integers(1, 10**6),
    )
    return made(
        draw(st.lists(said, max_size=6)),
        rules,
        project=draw(texts),
        stack=draw(texts),
        notes=draw(st.lists(texts, max_size=2)),
        file=draw(texts),
    )
