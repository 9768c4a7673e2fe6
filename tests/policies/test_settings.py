"""What a team may set, and every mistake in it: told at once, with the nearest name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.problem import InputError
from penstock_policies import RULES, Enforcement, Settings, read_settings, settings_from
from penstock_policies.settings import config_problems

from .rule_facts import rule

NAMES = [it.name for it in RULES]


def mistakes(document: object) -> dict[str, str]:
    """Where -> what and what to write instead."""
    with pytest.raises(InputError) as raised:
        settings_from(document)
    return {it.where.removeprefix("policy config").strip(): f"{it.what}; {it.fix}" for it in raised.value.problems}


def level(found: Settings, name: str) -> Enforcement:
    return found.of(rule(name)).enforcement


@pytest.mark.parametrize("enforcement", [*Enforcement])
def test_a_rule_takes_each_level_alone_or_with_its_config(enforcement: Enforcement) -> None:
    alone = settings_from({"incomplete-uploads": enforcement.value})
    beside = settings_from({"incomplete-uploads": {"enforcementLevel": enforcement.value, "max_days": 2}})
    assert level(alone, "incomplete-uploads") is level(beside, "incomplete-uploads") is enforcement
    assert beside.of(rule("incomplete-uploads")).config["max_days"] == 2


@pytest.mark.parametrize("name", ["spot-required", "oversized-instance", "oversized-instance-across-resources"])
def test_a_rule_without_a_remediation_cannot_be_at_remediate(name: str) -> None:
    with pytest.raises(InputError) as raised:
        settings_from({name: "remediate"})
    assert str(raised.value) == (
        f"policy config {name}.enforcementLevel: has no remediation: no input is safe to change without asking\n"
        "    write mandatory; those with a remediation are "
        + ", ".join(sorted(it.name for it in RULES if it.remediate is not None))
    )


def test_all_at_remediate_is_mandatory_where_there_is_none() -> None:
    found = settings_from({"all": "remediate"})
    for it in RULES:
        there_is = it.remediate is not None
        assert level(found, it.name) is (Enforcement.REMEDIATE if there_is else Enforcement.MANDATORY)


def test_without_settings_every_rule_has_its_own_level_and_fails_closed() -> None:
    for it in RULES:
        found = Settings().of(it)
        assert found.enforcement is it.enforcement
        assert found.undetermined_blocks is (it.name != "provider-region-mismatch")
        assert found.config == {"undetermined": "block"} | it.defaults()


def test_all_sets_the_level_of_what_is_not_named() -> None:
    found = settings_from(
        {"all": "advisory", "spot-required": "mandatory", "oversized-instance": {"purpose": "training"}}
    )
    assert level(found, "spot-required") is Enforcement.MANDATORY
    assert {level(found, name) for name in NAMES if name != "spot-required"} == {Enforcement.ADVISORY}
    assert found.of(rule("oversized-instance")).config["purpose"] == "training"


def test_limits_are_laid_over_the_defaults_key_by_key() -> None:
    given_limits = {"training": {"max_hourly_usd": 60}}
    found = settings_from({"oversized-instance": {"enforcementLevel": "mandatory", "limits": given_limits}})
    limits = found.of(rule("oversized-instance")).config["limits"]
    defaults = Settings().of(rule("oversized-instance")).config["limits"]
    assert defaults["training"]["max_hourly_usd"] == 120
    assert limits == defaults | {"training": defaults["training"] | {"max_hourly_usd": 60}}


@pytest.mark.parametrize(
    ("document", "where", "words"),
    [
        ({"oversized-instances": "advisory"}, "oversized-instances", "did you mean oversized-instance?"),
        ({"xyz": "advisory"}, "xyz", "write one of budget-required, "),
        ({"spot-required": {"max_on_demand_base": 1}}, "spot-required", "has no enforcementLevel"),
        (
            {"spot-required": "sometimes"},
            "spot-required.enforcementLevel",
            "write one of advisory, mandatory, remediate",
        ),
        ({"spot-required": "mandatry"}, "spot-required.enforcementLevel", "did you mean mandatory?"),
        ({"spot-required": None}, "spot-required", "has no enforcementLevel"),
        ({"spot-required": ["advisory"]}, "spot-required.enforcementLevel", "is no level"),
        (
            {
                "oversized-instance": {
                    "enforcementLevel": "advisory",
                    "limits": {"training": {"max_hourly_usd": float("nan")}},
                }
            },
            "oversized-instance.limits.training.max_hourly_usd",
            "not number",
        ),
        (
            {"spot-required": {"enforcementLevel": "advisory", "max_ondemand_base": 1}},
            "spot-required.max_ondemand_base",
            "did you mean max_on_demand_base?",
        ),
        (
            {"spot-required": {"enforcementLevel": "advisory", "max_on_demand_base": "1"}},
            "spot-required.max_on_demand_base",
            "is text, not integer",
        ),
        (
            {"spot-required": {"enforcementLevel": "advisory", "max_on_demand_base": -1}},
            "spot-required.max_on_demand_base",
            "below 0",
        ),
        (
            {"oversized-instance": {"enforcementLevel": "advisory", "limits": {"training": {"max_tier": 1}}}},
            "oversized-instance.limits.training.max_tier",
            "did you mean max_gpu_tier?",
        ),
        (
            {"oversized-instance": {"enforcementLevel": "advisory", "purpose": "trainig"}},
            "oversized-instance.purpose",
            "write one of training",
        ),
        (
            {"lifecycle-required": {"enforcementLevel": "advisory", "must_expire": ["dataset", "data"]}},
            "lifecycle-required.must_expire[1]",
            "'data' is not allowed",
        ),
        ({"all": {"enforcementLevel": "advisory", "purpose": "training"}}, "all", "takes a level alone"),
        (
            {"oversized-instance-across-resources": {"enforcementLevel": "advisory", "purpose": "training"}},
            "oversized-instance-across-resources",
            "takes a level alone",
        ),
        ("advisory", "", "is text"),
        ([], "", "is a list"),
        (None, "", "is empty"),
    ],
)
def test_a_mistake_says_where_what_and_what_to_write(document: object, where: str, words: str) -> None:
    found = mistakes(document)
    assert list(found) == [where]
    assert words in found[where]


@pytest.mark.parametrize(
    ("limits", "where"),
    [
        ({"trainig": {"max_hourly_usd": 5}}, "oversized-instance.limits.trainig"),
        ({"batch": {"max_gpu_tier": 1, "max_hourly_usd": 5}}, "oversized-instance.limits.batch"),
    ],
)
def test_a_limit_for_what_is_no_purpose_is_a_mistake(limits: Any, where: str) -> None:
    assert list(mistakes({"oversized-instance": {"enforcementLevel": "mandatory", "limits": limits}})) == [where]


def test_every_mistake_is_told_at_once() -> None:
    document = {"oversized": "advisory", "spot-required": {"purpose": 3}, "all": "never"}
    assert set(mistakes(document)) == {"oversized", "spot-required.purpose", "all.enforcementLevel"}


def test_the_engines_second_policy_is_known_by_its_name() -> None:
    settings_from({"oversized-instance": "advisory", "oversized-instance-across-resources": "advisory"})
    assert "oversized-instance-across-resources.enforcementLevel" in mistakes(
        {"oversized-instance-across-resources": "x"}
    )
    assert "spot-required-across-resources" in mistakes({"spot-required-across-resources": "advisory"})


def test_numbers_may_be_floats_as_the_engine_hands_them_over() -> None:
    spot = rule("spot-required")
    assert config_problems(spot, {"max_on_demand_base": 2.0}, "x") == []
    assert [it.where for it in config_problems(spot, {"max_on_demand_base": 2.5}, "x")] == ["x.max_on_demand_base"]


def test_a_file_is_read_or_told(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    with pytest.raises(InputError, match="cannot be read"):
        read_settings(file)
    file.write_text("{")
    with pytest.raises(InputError, match="is not JSON"):
        read_settings(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"policy\.json"):
        read_settings(file)
    file.write_text(json.dumps({"spot-required": "disabled"}))
    assert level(read_settings(file), "spot-required") is Enforcement.DISABLED


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([*NAMES, "advisory", "training"])
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["enforcementLevel", "limits", "purpose", "allow", "training", "max_gpu_tier"]), inner
        )
    ),
    max_leaves=8,
)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from([*NAMES, "all", "oversized"]), ANY, max_size=3))
def test_any_document_is_read_or_told_and_nothing_else(document: dict[str, Any]) -> None:
    try:
        found = settings_from(document)
    except InputError as error:
        assert error.problems  # noqa: PT017 - either outcome is right
    else:
        assert {found.of(it).enforcement for it in RULES} <= set(Enforcement)
