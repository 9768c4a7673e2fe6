"""What holds for every rule: metadata, page, order, secrets, enforcement, and no fact too odd to be judged."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import RULES, Enforcement, Outcome, Report, Rule, Severity, evaluate, settings_from
from penstock_policies.docs import page
from penstock_policies.settings import config_problems, schema_of

from .rule_facts import BUCKET, GROUP, INSTANCE, TEMPLATE, facts, group, idle_alarm, instance, resource, steward

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"

OWNED = {"owner": "vision", "cost-center": "ml-1234"}
H100 = resource(TEMPLATE, "h100", {"name": "h100", "instanceType": "p5.48xlarge"})
ON_H100 = resource(GROUP, "g", {"name": "g", "minSize": 0, "maxSize": 2, "launchTemplate": {"name": "h100"}})
PROGRAM: Sequence[Resource] = (
    instance(UNKNOWN, "first", userData=UNKNOWN),
    H100,
    ON_H100,
    *idle_alarm("g"),
    resource(BUCKET, "data", {"bucket": "data"}),
)


def report(*resources: Resource, **chosen: Any) -> Report:
    return evaluate(facts(*resources), settings_from(chosen) if chosen else None)


@pytest.mark.parametrize("it", RULES, ids=lambda it: it.name)
def test_a_rule_says_all_about_itself(it: Rule) -> None:
    assert it.check.__module__ == f"penstock_policies.rules.{it.name.replace('-', '_')}"
    for words in (it.title, it.description, it.remediation):
        assert words
    assert it.description.endswith(".")
    assert it.remediation.endswith(".")
    assert it.severity in Severity
    for key, schema in schema_of(it).items():
        assert schema["description"], key
        assert schema["type"], key
    assert it.config_schema.keys() == it.defaults().keys()
    assert config_problems(it, it.defaults(), "default") == []


def test_names_are_different_and_every_file_is_a_rule() -> None:
    names = {it.name for it in RULES}
    folder = Path(str(evaluate.__code__.co_filename)).with_name("rules")
    assert len(names) == len(RULES)
    assert {file.stem.replace("_", "-") for file in folder.glob("*.py")} - {"--init--"} == names


def test_the_rules_page_is_what_the_rules_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m penstock_policies.docs > docs/rules.md"


def test_the_order_of_resources_changes_nothing() -> None:
    expected = report(*PROGRAM)
    assert len({outcome for outcome, count in expected.counts.items() if count}) > 1
    for order in itertools.permutations(PROGRAM):
        assert report(*order) == expected


def test_an_unknown_value_hides_nothing_that_comes_after_it() -> None:
    failing = {
        (it.verdict.rule, it.verdict.urn) for it in report(*PROGRAM).verdicts if it.verdict.outcome is Outcome.FAIL
    }
    assert ("oversized-instance", H100.urn) in failing
    assert ("spot-required", ON_H100.urn) in failing


@pytest.mark.parametrize(
    ("level", "fails_block", "unknown_blocks"),
    [("mandatory", True, True), ("remediate", True, True), ("advisory", False, False)],
)
def test_what_blocks_by_level(level: str, fails_block: bool, unknown_blocks: bool) -> None:
    chosen = {"all": level}
    assert report(instance("p5.48xlarge"), **chosen).blocked is fails_block
    assert report(instance(UNKNOWN), **chosen).blocked is unknown_blocks
    assert not report(instance("t3.micro", tags=OWNED), **chosen).blocked


def test_what_cannot_be_determined_blocks_unless_it_is_told_not_to() -> None:
    only = {"all": "disabled", "oversized-instance": {"enforcementLevel": "mandatory", "undetermined": "advisory"}}
    open_to_unknown = report(instance(UNKNOWN), **only)
    assert not open_to_unknown.blocked
    assert open_to_unknown.counts[Outcome.UNDETERMINED] == 1  # it is still said
    assert report(instance("p5.48xlarge"), **only).blocked


def test_a_disabled_rule_says_nothing() -> None:
    assert report(*PROGRAM, all="disabled").verdicts == ()
    both = {it.verdict.rule for it in report(*PROGRAM).verdicts}
    one_less = {it.verdict.rule for it in report(*PROGRAM, **{"spot-required": "disabled"}).verdicts}
    assert both - one_less == {"spot-required"}


def test_every_outcome_is_counted() -> None:
    counts = report(*PROGRAM).counts
    assert set(counts) == set(Outcome)
    assert sum(counts.values()) == len(report(*PROGRAM).verdicts)


def test_a_verdict_that_is_against_a_resource_says_how_to_fix_it() -> None:
    for it in report(*PROGRAM, group(spot=False)).verdicts:
        against = it.verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)
        assert bool(it.verdict.message)
        assert bool(it.verdict.fix) or not against
        assert it.blocks is (against and it.enforcement is Enforcement.MANDATORY)


def test_no_secret_is_in_any_verdict() -> None:
    secret = SecretText("hunter2")
    program = (
        instance(SecretText("hunter2.large"), userData=SecretText("s3://hunter2-data/x"), tags={"purpose": secret}),
        group(kind=secret, tags={"penstock:pool": secret, "penstock:role": secret, "purpose": secret}),
        group(
            "fallback",
            spot=False,
            tags={"penstock:role": "fallback", "penstock:fallback-hours-per-day": SecretText("99871")},
        ),
        resource(BUCKET, "data", {"bucket": secret, "tags": {"penstock:use": secret}, "region": secret}),
        instance("g5.xlarge", "reader", userData="aws s3 cp s3://hunter2/x .", region=SecretText("hunter2")),
    )
    said = "\n".join(f"{it.verdict.message} {it.verdict.fix} {it.verdict.property}" for it in report(*program).verdicts)
    assert said
    assert "99871" not in said
    assert "hunter2" not in said.replace("s3://hunter2 ", "")


WORDS = (
    "instanceType",
    "launchTemplate",
    "mixedInstancesPolicy",
    "overrides",
    "tags",
    "name",
    "minSize",
    "lifecycleRules",
)
LEAF = st.sampled_from([UNKNOWN, None, 0, 1.5, "", "p5.48xlarge", "t3.micro", "spot", "h100", "s3://data/x", True])
VALUE = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from([*WORDS, "purpose"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from([GROUP, INSTANCE, TEMPLATE, BUCKET]), st.dictionaries(st.sampled_from(WORDS), VALUE)),
        max_size=4,
    )
)
def test_no_program_is_too_odd_to_be_judged(program: list[tuple[str, dict[str, Any]]]) -> None:
    resources = [resource(token, f"r{index}", inputs) for index, (token, inputs) in enumerate(program)]
    found = report(*resources)
    assert found == report(*reversed(resources))
    json.dumps([(it.verdict.message, it.verdict.fix) for it in found.verdicts])


def test_a_good_pool_is_clean() -> None:
    tags = OWNED | {"purpose": "training", "penstock:pool": "train", "penstock:save-within-seconds": "60"}
    policy = {
        "launchTemplate": {
            "launchTemplateSpecification": {"launchTemplateName": "node"},
            "overrides": [{"instanceType": "g5.xlarge"}, {"instanceType": "g6.xlarge"}],
        },
        "instancesDistribution": {
            "onDemandBaseCapacity": 0,
            "onDemandPercentageAboveBaseCapacity": 0,
            "spotAllocationStrategy": "price-capacity-optimized",
        },
    }
    mail = {"subscriberEmailAddresses": ["ml-platform@example.com"]}
    good = report(
        resource(TEMPLATE, "node", {"name": "node", "instanceType": "g5.xlarge"}),
        group(tags=tags, mixedInstancesPolicy=policy, availabilityZones=["us-east-1a", "us-east-1b"]),
        *steward('{"train": {"idle_duration_s": 1200, "expire_after_s": 86400}}', groups='{"train": ["pool"]}'),
        resource("aws:budgets/budget:Budget", "month", {"budgetType": "COST", "notifications": [mail]}),
    )
    against = {it.verdict for it in good.verdicts if it.verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)}
    assert against == set()
    passed = {it.verdict.rule for it in good.verdicts if it.verdict.outcome is Outcome.PASS}
    assert passed >= {"oversized-instance", "spot-required", "idle-shutdown-required", "expire-after-required"}
