"""wide-instance-requirements: attributes that a type above the limits fits fail, bounded ones pass."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import GROUP, TEMPLATE, TRAINING, group, instance, outcome, resource, verdict, verdicts

NAME = "wide-instance-requirements"
PATH = "mixedInstancesPolicy.launchTemplate.overrides[0].instanceRequirements"
SMALL: dict[str, Any] = {
    "vcpuCount": {"min": 4, "max": 16},
    "memoryMib": {"min": 16384, "max": 65536},
    "acceleratorCount": {"min": 1, "max": 1},
    "allowedInstanceTypes": ["g5.*", "g6.*"],
}


def by(attributes: Any, tags: Any = None) -> Any:
    overrides = [{"instanceRequirements": attributes}]
    return group(mixedInstancesPolicy={"launchTemplate": {"overrides": overrides}}, tags=tags)


def test_a_minimum_alone_lets_in_the_largest() -> None:
    found = verdict(NAME, by({"vcpuCount": {"min": 8}, "memoryMib": {"min": 32768}}))
    assert found.outcome is Outcome.FAIL
    assert found.property == PATH
    assert "fits, as" in found.message
    assert found.message.endswith("limit for an environment with no stated purpose: below A100 class, 10 $/h")
    assert found.fix == "list allowedInstanceTypes, or give vcpuCount, memoryMib and acceleratorCount a max"


def test_attributes_with_an_end_pass() -> None:
    assert outcome(NAME, by(SMALL)) is Outcome.PASS


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"allowedInstanceTypes": ["p5.*"], "vcpuCount": {"min": 4}, "memoryMib": None, "acceleratorCount": None},
            Outcome.FAIL,
        ),
        (
            {"allowedInstanceTypes": ["g5.*", UNKNOWN], "acceleratorCount": None, "vcpuCount": None, "memoryMib": None},
            Outcome.UNDETERMINED,
        ),
        (
            {"allowedInstanceTypes": UNKNOWN, "acceleratorCount": None, "vcpuCount": None, "memoryMib": None},
            Outcome.UNDETERMINED,
        ),
        (
            {
                "vcpuCount": {"min": 4, "max": UNKNOWN},
                "memoryMib": None,
                "allowedInstanceTypes": None,
                "acceleratorCount": None,
            },
            Outcome.UNDETERMINED,
        ),
        ({"vcpuCount": UNKNOWN}, Outcome.PASS),  # memory, accelerators and families are bounds enough
        ({"allowedInstanceTypes": ["zz.*"]}, Outcome.UNDETERMINED),
        ({"allowedInstanceTypes": None, "acceleratorNames": ["t4"]}, Outcome.PASS),
        ({"vcpuCount": {"min": "4", "max": "16.0"}}, Outcome.PASS),
    ],
)
def test_one_change_to_bounded_attributes(change: dict[str, Any], expected: Outcome) -> None:
    assert outcome(NAME, by(SMALL | change)) is expected


def test_without_a_count_of_accelerators_types_with_them_come_too() -> None:
    cores = {"vcpuCount": {"min": 64, "max": 128}, "memoryMib": {"min": 1024}}
    assert "accelerator" not in cores
    assert "x A100" in verdict(NAME, by(cores)).message
    excluded = cores | {"acceleratorCount": {"max": 0}, "memoryMib": {"min": 1024, "max": 262144}}
    assert "x A100" not in verdict(NAME, by(excluded)).message


def test_excluded_types_do_not_come() -> None:
    gpus = {
        "vcpuCount": {"min": 90, "max": 96},
        "memoryMib": {"min": 1},
        "allowedInstanceTypes": ["p4d.*", "g6.24xlarge"],
    }
    assert outcome(NAME, by(gpus)) is Outcome.FAIL
    assert outcome(NAME, by(gpus | {"excludedInstanceTypes": ["p4*"]})) is Outcome.PASS


def test_the_limits_follow_the_purpose() -> None:
    a100 = {"vcpuCount": {"min": 96, "max": 96}, "memoryMib": {"min": 1}, "allowedInstanceTypes": ["p4d.*"]}
    assert outcome(NAME, by(a100)) is Outcome.FAIL
    assert outcome(NAME, by(a100, TRAINING)) is Outcome.PASS
    assert outcome(NAME, by(a100, {"purpose": UNKNOWN})) is Outcome.UNDETERMINED


def test_a_template_is_judged_itself_and_its_group_no_second_time() -> None:
    wide = resource(
        TEMPLATE, "wide", {"name": "wide", "instanceRequirements": {"vcpuCount": {"min": 8}, "memoryMib": {"min": 1}}}
    )
    using = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "wide"}})
    assert [(it.urn, it.outcome) for it in verdicts(NAME, wide, using)] == [(wide.urn, Outcome.FAIL)]


def test_a_snake_case_block_is_read_too() -> None:
    narrow = {"vcpu_count": {"min": 4}, "memory_mib": {"min": 1}, "allowed_instance_types": ["p5.48xlarge"]}
    overrides = [{"instance_requirements": narrow}]
    assert outcome(NAME, group(mixedInstancesPolicy={"launchTemplate": {"overrides": overrides}})) is Outcome.FAIL


def test_a_block_that_is_not_known_is_not_passed() -> None:
    assert outcome(NAME, by(UNKNOWN)) is Outcome.UNDETERMINED


def test_a_list_of_types_is_not_its_business() -> None:
    assert verdicts(NAME, group(), instance("p5.48xlarge")) == []


def test_oversized_instance_leaves_bounded_attributes_to_it() -> None:
    assert outcome("oversized-instance", by(SMALL)) is Outcome.NOT_APPLICABLE
    assert outcome("oversized-instance", by({"vcpuCount": {"min": 4}})) is Outcome.UNDETERMINED
