"""silent-on-demand: a pool that leaves out how it is bought fails; one that says it passes, whatever it says."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import GROUP, TEMPLATE, group, instance, resource, urn, verdict, verdicts

NAME = "silent-on-demand"


def mixed(kind: Any = "g5.xlarge", *, distribution: Any = None, tags: Any = None) -> Resource:
    policy: dict[str, Any] = {"launchTemplate": {"overrides": [{"instanceType": kind}]}}
    if distribution is not None:
        policy["instancesDistribution"] = distribution
    return group(mixedInstancesPolicy=policy, tags=tags)


@pytest.mark.parametrize(
    "distribution", [None, {}, {"spotAllocationStrategy": "price-capacity-optimized"}, {"onDemandBaseCapacity": 0}]
)
def test_a_mixed_policy_without_a_percentage_fails(distribution: Any) -> None:
    found = verdict(NAME, mixed(distribution=distribution))
    assert found.outcome is Outcome.FAIL
    assert found.property == "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity"
    assert found.message == "on-demand by the provider's default; limit: the program says how a pool is bought"
    assert found.fix == "set onDemandPercentageAboveBaseCapacity: 0 for spot, 100 for on-demand"


@pytest.mark.parametrize("percent", [0, 50, 100, UNKNOWN])
def test_a_percentage_is_an_answer_whatever_it_is(percent: Any) -> None:
    assert verdict(NAME, group(spot=percent)).outcome is Outcome.PASS


def test_a_distribution_that_cannot_be_read_is_no_answer() -> None:
    for distribution in (UNKNOWN, "{}", [["x"]]):
        assert verdict(NAME, mixed(distribution=distribution)).outcome is Outcome.UNDETERMINED


def test_it_holds_for_every_purpose() -> None:
    assert verdict(NAME, mixed(tags={"purpose": "inference"})).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("t3.micro", Outcome.NOT_APPLICABLE), (UNKNOWN, Outcome.UNDETERMINED), ("p9.48xlarge", Outcome.UNDETERMINED)],
)
def test_only_accelerators_are_asked_and_unknown_types_are_not_passed(kind: Any, expected: Outcome) -> None:
    assert verdict(NAME, mixed(kind)).outcome is expected


def test_a_single_machine_and_a_plain_group_of_aws_are_no_mixed_pool() -> None:
    assert verdicts(NAME, instance("g5.xlarge")) == []
    template = resource(TEMPLATE, "t", {"name": "t", "instanceType": "g5.xlarge"})
    plain = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "t"}})
    found = verdict(NAME, template, plain)
    assert found.outcome is Outcome.PASS
    assert found.message == "on-demand: its template asks for no spot, and has no word for on-demand"
    asks = resource(
        TEMPLATE, "t", {"name": "t", "instanceType": "g5.xlarge", "instanceMarketOptions": {"marketType": "spot"}}
    )
    assert verdict(NAME, asks, plain).message == "the program says how it is bought"


@pytest.mark.parametrize(
    ("word", "expected"), [(None, Outcome.FAIL), ("ON_DEMAND", Outcome.PASS), ("SPOT", Outcome.PASS)]
)
def test_a_node_group_of_eks_says_its_capacity_type(word: str | None, expected: Outcome) -> None:
    inputs: dict[str, Any] = {
        "instanceTypes": ["g5.xlarge"],
        "scalingConfig": {"minSize": 0, "maxSize": 1, "desiredSize": 0},
    }
    found = verdict(
        NAME, resource("aws:eks/nodeGroup:NodeGroup", "n", inputs | ({} if word is None else {"capacityType": word}))
    )
    assert found.outcome is expected
    assert found.fix == ('set capacityType to "SPOT" or "ON_DEMAND"' if word is None else "")


def test_a_scale_set_without_a_priority_fails() -> None:
    token = "azure-native:compute:VirtualMachineScaleSet"
    inputs: dict[str, Any] = {"location": "westeurope", "sku": {"name": "Standard_NC4as_T4_v3", "capacity": 1}}

    def judged(**profile: Any) -> Outcome:
        given = inputs | {"virtualMachineProfile": profile}
        return verdict(NAME, Resource(urn=urn(token, "s"), type=token, name="s", inputs=given)).outcome

    assert judged() is Outcome.FAIL
    assert judged(priority="Spot") is Outcome.PASS
    assert judged(priority="Regular") is Outcome.PASS
