"""The baseline: what the base broke too does not block, and nothing that got worse hides behind it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.problem import InputError
from penstock_policies import Enforcement, Judged, Outcome, Report, Verdict
from penstock_policies.suppressions.baseline import against, baseline_from, read_baseline, resource_of
from penstock_policies.suppressions.waivers import Waiver

NAME: Final = "aws:ec2/instance:Instance::trainer"
URN: Final = f"urn:pulumi:prod::shop::{NAME}"
FAIL: Final = Verdict(URN, "oversized-instance", "instanceType", Outcome.FAIL, "8 x H100", "take fewer")
WAIVER: Final = Waiver(rule="oversized-instance", urn="*", owner="o", reason="r", ticket="t", expires=date(2026, 8, 1))


def document(it: Verdict = FAIL, /, *, cost: str | None = "100.00", **changes: object) -> dict[str, Any]:
    """What a check of the base saved; `cost` None: unpriced."""
    told = {
        "rule": it.rule,
        "verdict": it.outcome.value,
        "urn": it.urn,
        "property": it.property,
        "message": it.message,
        "waiver": None,
    }
    priced: dict[str, Any] = {"urn": it.urn, "components": [{}], "monthly": {"expected": cost}}
    costs: dict[str, Any] = {
        "resources": [] if cost is None else [priced],
        "unpriced": {it.urn: "why"} if cost is None else {},
    }
    return {"version": 1, "verdicts": [told | changes], "costs": costs}


def report(verdict: Verdict = FAIL) -> Report:
    return Report((Judged(verdict, Enforcement.MANDATORY, True),))


def compared(base: object, now: Report | None = None, cost: str | None = "100.00") -> Judged:
    costs = {} if cost is None else {URN: Decimal(cost)}
    return against(now or report(), baseline_from(base, where="base.json"), costs).verdicts[0]


def test_what_the_base_has_too_is_known_and_does_not_block() -> None:
    judged = compared(document())
    assert judged.verdict == FAIL
    assert judged.known
    assert not judged.blocks


def test_the_base_may_be_another_stack_and_project() -> None:
    there = replace(FAIL, urn=f"urn:pulumi:main::store::{NAME}")
    assert compared(document(there)).known


def test_the_stack_itself_is_the_same_under_any_name() -> None:
    one, other = "urn:pulumi:a::b::pulumi:pulumi:Stack::b-a", "urn:pulumi:c::d::pulumi:pulumi:Stack::d-c"
    assert resource_of(one) == resource_of(other) != resource_of(URN)


@pytest.mark.parametrize(
    "base",
    [
        replace(FAIL, rule="spot-required"),
        replace(FAIL, urn=URN.replace("trainer", "other")),
        replace(FAIL, property="size"),
        replace(FAIL, message="4 x H100"),
        replace(FAIL, outcome=Outcome.UNDETERMINED),
        replace(FAIL, outcome=Outcome.PASS),
    ],
)
def test_what_differs_from_the_base_blocks(base: Verdict) -> None:
    assert compared(document(base)) == report().verdicts[0]


@pytest.mark.parametrize(
    ("then", "now", "known"),
    [
        ("100.00", "100.004", True),  # the base is in whole cents
        ("100.00", "99", True),
        ("100.00", "100.01", False),
        ("100.00", None, False),
        (None, None, True),
        (None, "1", False),
    ],
)
def test_a_resource_that_got_dearer_blocks(then: str | None, now: str | None, known: bool) -> None:
    judged = compared(document(cost=then), cost=now)
    assert judged.known is known
    assert judged.blocks is not known


def test_what_the_base_had_waived_is_not_known() -> None:
    assert not compared(document(waiver={"owner": "o"})).known


def test_a_waived_verdict_is_waived_and_not_known() -> None:
    now = Report((Judged(FAIL, Enforcement.MANDATORY, False, waiver=WAIVER),))
    assert compared(document(), now) == now.verdicts[0]


_BAD: Final[list[object]] = [
    None,
    [],
    {},
    {"version": 2, "verdicts": [], "costs": {"resources": [], "unpriced": {}}},
    {"version": 1, "verdicts": {}, "costs": {"resources": [], "unpriced": {}}},
    document(rule=1),
    document(verdict=[]),
    document(cost="NaN"),
    document(cost="many"),
    document() | {"costs": []},
]


@pytest.mark.parametrize("base", _BAD)
def test_what_is_no_result_of_a_check_is_told_with_how_to_save_one(base: object) -> None:
    with pytest.raises(InputError, match="penstock check --format json"):
        baseline_from(base, where="base.json")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_file_that_is_no_json_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "base.json"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"base\.json"):
        read_baseline(file)


_trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda it: st.lists(it, max_size=3) | st.dictionaries(st.text(max_size=4), it, max_size=3),
    max_leaves=8,
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(cast("dict[Any, Any]", value).items())
    elif isinstance(value, list):
        inner = list(enumerate(cast("list[Any]", value)))
    return [path, *(deeper for key, item in inner for deeper in _paths(item, (*path, key)))]


@given(st.data())
def test_any_change_of_a_saved_result_is_read_or_told(data: st.DataObject) -> None:
    base: Any = json.loads(json.dumps(document()))
    *holders, last = data.draw(st.sampled_from([path for path in _paths(base) if path]))
    holder = base
    for key in holders:
        holder = holder[key]
    holder[last] = data.draw(_trees)
    try:
        judged = compared(base)
    except InputError:
        return
    assert judged.verdict == FAIL
    assert judged.blocks is not judged.known
