"""pool-ceiling: the highest number of nodes times the dearest type is within the purpose's limit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from penstock import catalog
from penstock.resources.machines.candidates import fitting_types
from penstock.resources.machines.selection import Selection
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome
from penstock_policies.judging import has_gpu

from .rule_facts import TEMPLATE, TRAINING, facts, group, instance, outcome, provider, resource, verdict

NAME = "pool-ceiling"


def test_a_message_is_the_product_and_the_fix_is_the_number_that_fits() -> None:
    found = verdict(NAME, group(kind="g5.12xlarge", maxSize=10))
    assert found.outcome is Outcome.FAIL
    assert found.property == "maxSize"
    assert found.message == (
        "at most 10 nodes of 5.67 $/h on-demand are 56.72 $/h; "
        "limit for an environment with no stated purpose: 20 $/h at the maximum"
    )
    assert found.fix == "set the maximum to 3 or less"
    assert outcome(NAME, group(kind="g5.12xlarge", maxSize=3)) is Outcome.PASS
    assert outcome(NAME, group(kind="g5.12xlarge", maxSize=4)) is Outcome.FAIL


@pytest.mark.parametrize(
    ("purpose", "most"), [("development", 3), ("evaluation", 17), ("inference", 35), ("training", 88), ("other", 3)]
)
def test_the_limit_follows_the_purpose(purpose: str, most: int) -> None:
    tags = {"purpose": purpose}
    assert outcome(NAME, group(kind="g5.12xlarge", maxSize=most, tags=tags)) is Outcome.PASS
    assert outcome(NAME, group(kind="g5.12xlarge", maxSize=most + 1, tags=tags)) is Outcome.FAIL


def test_one_node_too_dear_for_the_limit_asks_for_a_smaller_type() -> None:
    assert verdict(NAME, group(kind="p5.48xlarge", maxSize=1)).fix == "choose a smaller instance type"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"maxSize": UNKNOWN}, Outcome.UNDETERMINED),
        ({"kind": UNKNOWN}, Outcome.UNDETERMINED),
        ({"kind": "p9.48xlarge"}, Outcome.UNDETERMINED),
        ({"mixedInstancesPolicy": UNKNOWN}, Outcome.UNDETERMINED),
        ({"maxSize": 0, "kind": "p5.48xlarge"}, Outcome.PASS),
        ({"tags": {"purpose": UNKNOWN}, "kind": "p5.48xlarge"}, Outcome.UNDETERMINED),
        ({"tags": {"purpose": UNKNOWN}}, Outcome.PASS),
    ],
)
def test_what_is_not_known_is_not_passed(inputs: dict[str, Any], expected: Outcome) -> None:
    assert outcome(NAME, group(**inputs)) is expected


def test_the_dearest_type_counts() -> None:
    overrides = [{"instanceType": "g5.xlarge"}, {"instanceType": "g5.48xlarge"}]
    assert outcome(NAME, group(mixedInstancesPolicy={"launchTemplate": {"overrides": overrides}})) is Outcome.FAIL


def test_the_templates_type_counts_and_a_missing_template_is_not_passed() -> None:
    dear = resource(TEMPLATE, "dear", {"name": "dear", "instanceType": "p4d.24xlarge"})
    using = group(mixedInstancesPolicy=None, launchTemplate={"name": "dear"})
    assert outcome(NAME, dear, using) is Outcome.FAIL
    assert (
        outcome(NAME, dear, group(mixedInstancesPolicy=None, launchTemplate={"name": "dear"}, tags=TRAINING))
        is Outcome.PASS
    )
    assert outcome(NAME, using) is Outcome.UNDETERMINED


def test_the_dearest_type_that_attributes_let_in_counts() -> None:
    def judged(attributes: dict[str, Any], most: int) -> Outcome:
        overrides = [{"instanceRequirements": attributes}]
        return outcome(NAME, group(mixedInstancesPolicy={"launchTemplate": {"overrides": overrides}}, maxSize=most))

    listed = {"vcpuCount": {"min": 4}, "memoryMib": {"min": 1}, "allowedInstanceTypes": ["g5.xlarge", "g5.12xlarge"]}
    assert judged(listed, 3) is Outcome.PASS  # 5.67 $/h each
    assert judged(listed, 4) is Outcome.FAIL
    assert judged({"vcpuCount": {"min": 4}, "memoryMib": {"min": 1}}, 3) is Outcome.UNDETERMINED
    assert judged(listed | {"vcpuCount": {"min": 4, "max": UNKNOWN}}, 4) is Outcome.UNDETERMINED


def test_a_schedules_maximum_counts() -> None:
    token = "aws:autoscaling/schedule:Schedule"
    night = resource(token, "night", {"autoscalingGroupName": "pool", "maxSize": 40, "recurrence": "0 1 * * *"})
    assert outcome(NAME, group(), night) is Outcome.FAIL
    assert outcome(NAME, group()) is Outcome.PASS


def test_a_single_machine_has_no_maximum() -> None:
    assert outcome(NAME, instance("p5.48xlarge")) is Outcome.NOT_APPLICABLE


def test_a_region_without_a_price_is_held_to_a_bound_by_the_dearest() -> None:
    far = provider("mars-north-1")
    pool = group(kind="g5.12xlarge", maxSize=3)
    assert outcome(NAME, resource(pool.type, pool.name, pool.inputs, provider=far.urn), far) is Outcome.UNDETERMINED


def test_a_limit_can_be_set_for_one_purpose() -> None:
    settings = {"limits_hourly_usd": {"unstated": 1}}
    assert outcome(NAME, group(), settings=settings) is Outcome.FAIL
    assert outcome(NAME, group(tags=TRAINING), settings=settings) is Outcome.PASS


def _chosen(**attributes: Any) -> Resource:
    """A group of at most 4 machines that are chosen by attributes."""
    given = {"vcpuCount": {"min": 2, "max": 8}, "memoryMib": {"min": 4096, "max": 65536}, **attributes}
    overrides = [{"instanceRequirements": given}]
    return group(mixedInstancesPolicy={"launchTemplate": {"overrides": overrides}}, maxSize=4)


@pytest.mark.parametrize(
    ("attributes", "gpu"),
    [
        ({"acceleratorCount": {"max": 0}}, False),
        ({"allowedInstanceTypes": ["c7i.*", "m7i.*"]}, False),
        ({"acceleratorCount": {"min": 1}, "acceleratorNames": ["t4"]}, True),
        ({"allowedInstanceTypes": ["g5.*"]}, True),
        ({"acceleratorCount": {"min": UNKNOWN}}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_whether_what_is_chosen_by_attributes_has_accelerators(attributes: Any, gpu: object) -> None:
    (node,) = facts(_chosen(**attributes)).nodes
    assert has_gpu(node) is gpu


@pytest.mark.parametrize("rule", ["pool-ceiling", "stack-budget", "wide-instance-requirements"])
def test_attributes_with_bounds_are_held_to_the_dearest_that_the_region_offers(rule: str) -> None:
    assert outcome(rule, _chosen(acceleratorCount={"max": 0}, allowedInstanceTypes=["m7i.*"])) is Outcome.PASS
    assert outcome(rule, _chosen(vcpuCount={"min": 2, "max": 896}, memoryMib={"min": 4096})) is not Outcome.PASS


def test_a_type_that_the_region_does_not_offer_is_no_candidate() -> None:
    selection = Selection("u", "p", allowed=("p4d.*", "g4dn.xlarge"))
    names = {kind.name for kind in fitting_types(selection, "aws", "us-east-1")}
    assert {"p4d.24xlarge", "g4dn.xlarge"} <= names
    without = next(
        it
        for it in catalog.load("aws").regions
        if it not in catalog.load("aws").regions_offering("p4d.24xlarge")
        and it in catalog.load("aws").regions_offering("g4dn.xlarge")
    )
    assert [kind.name for kind in fitting_types(selection, "aws", without)] == ["g4dn.xlarge"]
    assert {kind.name for kind in fitting_types(selection, "aws", "mars-1")} >= names
    assert {kind.name for kind in fitting_types(selection, "aws", UNKNOWN)} >= names


def test_a_price_that_is_not_known_is_told_of_which_type_and_where_it_was_looked_for() -> None:
    found = verdict(NAME, group(kind="p6e-gb200.36xlarge", maxSize=3))
    assert found.outcome is Outcome.UNDETERMINED
    assert "at most 3 nodes of a price that is not known: no on-demand price of p6e-gb200.36xlarge" in found.message
    assert "in us-east-1 or any other region" in found.message


def test_a_bound_is_told_with_the_sum_that_decides_and_the_number_that_fits() -> None:
    """A price that is known elsewhere alone: what it is held to is multiplied, told and judged."""
    far = provider("mars-north-1")

    def pool(most: int) -> Resource:
        given = group(kind="g5.12xlarge", maxSize=most)
        return resource(given.type, given.name, given.inputs, provider=far.urn)

    found = verdict(NAME, pool(8), far)
    each, total = (Decimal(it) for it in re.findall(r"([\d.]+) \$/h", found.message)[:2])
    assert abs(8 * each - total) < Decimal("0.05")  # the price is told in cents
    fits = int(found.fix.removeprefix("set the maximum to ").removesuffix(" or less"))
    assert outcome(NAME, pool(fits), far) is Outcome.PASS
    assert outcome(NAME, pool(fits + 1), far) is not Outcome.PASS


def test_a_licence_that_only_the_template_states_counts() -> None:
    image = "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-SQL_2022_Enterprise"
    described = resource(TEMPLATE, "t", {"name": "t", "imageId": image})
    overrides = [{"instanceType": "m7i.2xlarge"}]
    launched = {"launchTemplateSpecification": {"launchTemplateName": "t"}, "overrides": overrides}
    using = group(mixedInstancesPolicy={"launchTemplate": launched}, maxSize=8)
    assert "with SQL Server at most" in verdict(NAME, described, using, about="pool").message
    assert outcome(NAME, described, using, about="pool") is Outcome.UNDETERMINED
    assert outcome(NAME, group(kind="m7i.2xlarge", maxSize=8)) is Outcome.PASS
