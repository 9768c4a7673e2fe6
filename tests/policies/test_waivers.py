"""Waivers: what holds, for whom and until when; and that any file is read or told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from penstock.cost import estimate
from penstock.problem import InputError
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Enforcement, Judged, Outcome, Report, Verdict
from penstock_policies.report import waived
from penstock_policies.suppressions.waivers import LONGEST, Waivers, expected_costs
from penstock_policies.suppressions.waivers_file import read_waivers, waivers_from

from .rule_facts import facts, instance

TODAY: Final = date(2026, 7, 1)
URN: Final = "urn:pulumi:prod::shop::aws:ec2/instance:Instance::trainer"
ENTRY: Final[dict[str, Any]] = {
    "rule": "oversized-instance",
    "urn": "*::shop::*::trainer",
    "owner": "vision",
    "reason": "one last run",
    "ticket": "ML-1",
    "expires": "2026-08-01",
}
FAIL: Final = Verdict(URN, "oversized-instance", "instanceType", Outcome.FAIL, "too large")


def written(*entries: object, today: date = TODAY) -> Waivers:
    return waivers_from(yaml.safe_dump({"waivers": list(entries)}), where="waivers.yaml", today=today)


def report(*verdicts: Verdict) -> Report:
    broken = (Outcome.FAIL, Outcome.UNDETERMINED)
    return Report(tuple(Judged(it, Enforcement.MANDATORY, it.outcome in broken) for it in verdicts))


def test_a_waived_verdict_stays_and_does_not_block() -> None:
    done = waived(report(FAIL), written(ENTRY), {})
    (judged,) = done.verdicts
    assert judged.verdict == FAIL
    assert not done.blocked
    assert judged.suppression == "waived until 2026-08-01 by vision (ML-1): one last run"
    assert done.problems == ()


@pytest.mark.parametrize(
    "other",
    [
        Verdict(URN, "spot-required", "", Outcome.FAIL),
        Verdict(URN.replace("trainer", "other"), "oversized-instance", "", Outcome.FAIL),
        Verdict(URN.replace("shop", "Shop"), "oversized-instance", "", Outcome.FAIL),
    ],
)
def test_another_rule_or_resource_blocks_as_before_and_the_waiver_is_told(other: Verdict) -> None:
    done = waived(report(other), written(ENTRY), {})
    assert done.blocked
    (problem,) = done.problems
    assert problem.where == "waivers.yaml:2"
    assert "waives nothing: oversized-instance is broken by no resource" in problem.what


def test_a_waiver_of_what_passes_is_told() -> None:
    passing = Verdict(URN, "oversized-instance", "", Outcome.PASS)
    (problem,) = waived(report(passing), written(ENTRY), {}).problems
    assert "waives nothing" in problem.what


def test_a_waiver_of_a_rule_that_does_not_exist_names_the_one_that_was_meant() -> None:
    (problem,) = waived(report(FAIL), written(ENTRY | {"rule": "oversized-instanse"}), {}).problems
    assert problem.fix == "did you mean oversized-instance?"


@pytest.mark.parametrize(
    ("days", "holds"), [(-1, False), (0, True), (1, True), (LONGEST.days, True), (LONGEST.days + 1, False)]
)
def test_it_holds_through_its_last_day_and_at_most_ninety_days_ahead(days: int, holds: bool) -> None:
    expires = TODAY + timedelta(days=days)
    for text in (expires, expires.isoformat()):  # YAML's own day, and one in quotes
        done = waived(report(FAIL), written(ENTRY | {"expires": text}), {})
        assert done.blocked is not holds
        assert len(done.problems) == (not holds)


@given(day=st.dates(), today=st.dates(max_value=date(9999, 1, 1)))
def test_on_any_day_it_holds_exactly_within_its_time(day: date, today: date) -> None:
    done = written(ENTRY | {"expires": day.isoformat()}, today=today)
    assert bool(done.valid) is (today <= day <= today + LONGEST)
    assert len(done.valid) + len(done.problems) == 1


@pytest.mark.parametrize(
    ("costs", "holds"),
    [
        ({URN: Decimal("99.99")}, True),
        ({URN: Decimal(100)}, True),
        ({URN: Decimal("100.01")}, False),
        ({}, False),  # unpriced
    ],
)
def test_with_a_cap_it_holds_while_the_resource_costs_no_more(costs: dict[str, Decimal], holds: bool) -> None:
    done = waived(report(FAIL), written(ENTRY | {"max_monthly_usd": 100}), costs)
    assert done.blocked is not holds
    assert [problem.where for problem in done.problems] == ([] if holds else ["waivers.yaml:2"])


def test_a_waiver_without_a_cap_holds_where_one_with_a_cap_does_not() -> None:
    done = waived(report(FAIL), written(ENTRY | {"max_monthly_usd": 1}, ENTRY | {"owner": "platform"}), {})
    assert not done.blocked
    assert done.verdicts[0].waiver is not None
    assert done.verdicts[0].waiver.owner == "platform"


def test_what_is_unpriced_has_no_expected_cost_and_is_over_any_cap() -> None:
    month = estimate(facts(instance("g6.xlarge", "priced"), instance(UNKNOWN, "unpriced")), year=2026)
    costs = {urn.rpartition("::")[2]: cost for urn, cost in expected_costs(month).items()}
    assert set(costs) == {"priced"}
    assert costs["priced"] == next(it.monthly.expected for it in month.resources if it.label == "priced") > 0


@pytest.mark.parametrize("key", sorted(ENTRY))
@pytest.mark.parametrize("value", [None, "", [], {"a": 1}])
def test_what_is_required_must_be_plain_text(key: str, value: object) -> None:
    without = {name: text for name, text in ENTRY.items() if name != key}
    for entry in (without, ENTRY | {key: value}):
        done = written(entry)
        assert done.valid == ()
        assert any(problem.what.startswith(f"waives nothing: {key} is ") for problem in done.problems)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (ENTRY | {"expire": "2026-08-01"}, "did you mean expires?"),
        (ENTRY | {"expires": "2026-02-30"}, "is no day"),
        (ENTRY | {"expires": "2026-08-01T12:00:00Z"}, "is no day"),
        (ENTRY | {"expires": "20260801"}, "is no day"),
        (ENTRY | {"max_monthly_usd": "-1"}, "is no sum"),
        (ENTRY | {"max_monthly_usd": ".inf"}, "is no sum"),
        (ENTRY | {"max_monthly_usd": "1e9"}, "is no sum"),
        ("oversized-instance", "is not a mapping"),
    ],
)
def test_a_malformed_waiver_waives_nothing_is_told_and_spoils_no_other(entry: object, told: str) -> None:
    done = waived(report(FAIL), written(entry), {})
    assert done.blocked
    assert told in "\n".join(map(str, done.problems))
    assert not waived(report(FAIL), written(entry, ENTRY), {}).blocked


@pytest.mark.parametrize(
    "text",
    [
        "waivers: [",
        "\t",
        "a: b: c",
        "- rule",
        "42",
        "waivers: {rule: x}",
        "waivers: &a [*a]",
        "waivers: [&a {rule: *a}]",
        "waivers: [{<<: {rule: x}}]",
        "waivers: [{rule: !!python/object:os.system x}]",
        "waivers: [{? [rule] : x}]",
        "waivers: [{rule: a, rule: b}]",
        "waivers: [{expires: !!timestamp x, max_monthly_usd: !!int x}]",
        "waivers: !!binary x",
        "waivrs: []",
        "--- {}\n--- {}",
        "\0",
        "[" * 5000,
    ],
)
def test_a_hostile_file_waives_nothing_and_is_told(text: str) -> None:
    done = waivers_from(text, where="waivers.yaml", today=TODAY)
    assert done.valid == ()
    assert done.problems
    assert all(problem.where.startswith("waivers.yaml") and problem.what for problem in done.problems)


@pytest.mark.parametrize("text", ["", "# nothing", "waivers:", "waivers: []", "{}", "~"])
def test_a_file_without_waivers_is_no_problem(text: str) -> None:
    assert waivers_from(text, where="waivers.yaml", today=TODAY) == Waivers()


_scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates())
_keys = st.one_of(st.sampled_from([*ENTRY, "max_monthly_usd", "waivers"]), st.text(max_size=4))
_trees = st.recursive(
    _scalars, lambda it: st.lists(it, max_size=4) | st.dictionaries(_keys, it, max_size=8), max_leaves=20
)


@given(_trees, st.booleans())
def test_any_tree_is_read_or_told(tree: object, as_entry: bool) -> None:
    text = yaml.safe_dump({"waivers": [tree]} if as_entry else tree, allow_unicode=True)
    done = waivers_from(text, where="waivers.yaml", today=TODAY)
    assert done.valid or done.problems or not as_entry
    for waiver in done.valid:
        assert all(getattr(waiver, key) for key in ENTRY)
        assert TODAY <= waiver.expires <= TODAY + LONGEST


@given(st.one_of(st.binary(max_size=40), st.text("[]{}&*!|>-?:,#%@`'\"\n \t\x85ab<", max_size=40).map(str.encode)))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    done = waivers_from(content, where="waivers.yaml", today=TODAY)
    assert done.valid == ()


@given(pattern=st.text("*?[]!ab:", max_size=12))
def test_any_pattern_is_compared_and_a_urn_matches_itself(pattern: str) -> None:
    urn = f"{URN}{pattern}"
    verdict = Verdict(urn, "oversized-instance", "", Outcome.FAIL)
    done = written(ENTRY | {"urn": urn})
    assert done.of(verdict, None) is not None


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_waivers(tmp_path / "none.yaml", today=TODAY)
