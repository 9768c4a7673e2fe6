"""The profiles: settings that the engine takes too, and what each of them lets through."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any, cast

import pytest

from penstock.problem import InputError
from penstock.resources.reading.capture import Resource
from penstock_policies import RULES, Enforcement, evaluate, profile_names, read_profile

from .rule_facts import facts, group, instance

FOLDER = Path(__file__).parents[2] / "policies" / "profiles"
PROFILES = ("inference", "production", "sandbox", "training")
OWNED = {"owner": "vision", "cost-center": "ml-1234"}


def document(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def level_of(value: Any) -> Any:
    """The level of a rule's entry: the entry itself, or a key of it."""
    return cast("dict[str, Any]", value)["enforcementLevel"] if isinstance(value, dict) else value


def blocking(profile: str, *resources: Resource) -> set[str]:
    """The rules that stop the program."""
    found = evaluate(facts(*resources), read_profile(profile))
    return {it.verdict.rule for it in found.verdicts if it.blocks}


def test_they_are_the_four_that_a_platform_team_needs() -> None:
    assert tuple(profile_names()) == PROFILES


@pytest.mark.parametrize("name", PROFILES)
def test_what_it_says_has_a_level_as_the_engine_wants_it(name: str) -> None:
    for rule, value in document(name).items():
        assert level_of(value) in list(Enforcement), rule


@pytest.mark.parametrize("name", PROFILES)
def test_the_engines_second_policy_has_the_level_of_its_rule(name: str) -> None:
    """The engine knows it by a name of its own; a rule that blocks must block by both."""
    given = document(name)
    for rule in RULES:
        if rule.across is not None:
            second, first = (level_of(given.get(policy, given["all"])) for policy in (rule.across, rule.name))
            assert second == first, rule.name


@pytest.mark.parametrize(
    ("name", "purpose"), [("inference", "inference"), ("sandbox", "development"), ("training", "training")]
)
def test_every_rule_that_asks_for_a_purpose_is_told_that_of_the_profile(name: str, purpose: str) -> None:
    asking = [it for it in RULES if hasattr(inspect.getmodule(it.check), "purposes")]
    assert asking
    for rule in asking:
        chosen = read_profile(name).of(rule)
        assert (chosen.config.get("purpose"), chosen.enforcement) == (purpose, Enforcement.MANDATORY), rule.name


def test_an_a100_machine_is_for_training() -> None:
    big = instance("p4d.24xlarge")
    assert "oversized-instance" not in blocking("training", big)
    for name in ("production", "sandbox"):
        assert "oversized-instance" in blocking(name, big)


def test_a_sandbox_blocks_what_costs_and_advises_on_the_rest() -> None:
    assert blocking("sandbox", instance("t3.micro")) == set()
    assert blocking("sandbox", instance("g5.xlarge")) >= {"idle-shutdown-required", "schedule-required"}


def test_production_wants_an_owner() -> None:
    assert blocking("production", instance("t3.micro")) == {"owner-tags"}
    assert blocking("production", instance("t3.micro", tags=OWNED)) == set()


def test_inference_may_keep_nodes_that_nothing_stops() -> None:
    serving = group(minSize=1, tags=OWNED)
    about_time = {"min-above-zero", "idle-shutdown-required", "expire-after-required", "schedule-required"}
    assert not about_time & blocking("inference", serving)
    assert about_time <= blocking("production", serving)


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("trainig", "did you mean training?"),
        ("xyz", "write one of inference, production, sandbox, training, or a file: ./xyz.json"),
        ("./gone.json", "cannot be read"),
        ("gone.json", "cannot be read"),
    ],
)
def test_one_that_there_is_not_is_told(named: str, words: str) -> None:
    with pytest.raises(InputError) as raised:
        read_profile(named)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"spot-requird": "mandatory"}, "did you mean spot-required?"),
        ({"spot-required": {"max_on_demand_base": 1}}, "has no enforcementLevel"),
    ],
)
def test_a_file_of_ones_own_is_as_strict(content: dict[str, Any], words: str, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_profile(str(own))
    assert words in str(raised.value)
