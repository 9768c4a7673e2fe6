"""expire-after-required: something ends a GPU node however busy it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.problem import InputError
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome, settings_from

from .rule_facts import TRAINING, change, group, idle_alarm, instance, on_azure, outcome, resource, steward, verdict

NAME = "expire-after-required"
POOL = {"penstock:pool": "train"}


def stewarded(figures: str, *, enabled: bool = True) -> tuple[Resource, Resource]:
    return steward(f'{{"train": {figures}}}', groups='{"train": ["pool"]}', enabled=enabled)


def test_a_group_that_nothing_ends_fails_and_is_told() -> None:
    found = verdict(NAME, group())
    assert found.outcome is Outcome.FAIL
    assert found.message == ("nothing ends it that is busy; limit for an environment with no stated purpose: 24 hours")
    assert found.fix == "add an autoscaling schedule with minSize and desiredCapacity 0 at least every 24 hours"


def test_a_life_of_a_hundred_years_is_no_end_whatever_the_limit() -> None:
    century = stewarded('{"idle_duration_s": 600, "expire_after_s": 3155760000}')
    assert outcome(NAME, group(tags=POOL), *century) is not Outcome.PASS
    assert outcome(NAME, group(tags=POOL), *century, settings={"limits_hours": {"unstated": 8784}}) is not Outcome.PASS
    with pytest.raises(InputError, match="876000 is above 8784"):
        settings_from({NAME: {"enforcementLevel": "mandatory", "limits_hours": {"unstated": 876000}}})


def test_idle_shutdown_alone_can_be_fooled() -> None:
    assert outcome(NAME, group(), *idle_alarm()) is Outcome.FAIL


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ('{"idle_duration_s": 600, "expire_after_s": 86400}', Outcome.PASS),
        ('{"idle_duration_s": 600, "expire_after_s": 86401}', Outcome.FAIL),
        ('{"idle_duration_s": 600}', Outcome.FAIL),
        ('{"idle_duration_s": 600, "expire_after_s": "soon"}', Outcome.UNDETERMINED),
    ],
)
def test_the_stewards_limit(figures: str, expected: Outcome) -> None:
    assert outcome(NAME, group(tags=POOL), *stewarded(figures)) is expected


def test_a_steward_that_nothing_runs_ends_nothing() -> None:
    stopped = stewarded('{"expire_after_s": 3600}', enabled=False)
    assert outcome(NAME, group(tags=POOL), *stopped) is Outcome.FAIL
    function, clock = stewarded('{"expire_after_s": 3600}')
    unsure = replace(clock, inputs={**clock.inputs, "state": UNKNOWN})
    assert outcome(NAME, group(tags=POOL), function, unsure) is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("0 20 * * *", Outcome.PASS),
        ("0 8,20 * * *", Outcome.PASS),
        ("0 20 * * 1-5", Outcome.FAIL),  # what is started on Friday night lives until Monday
        ("never", Outcome.UNDETERMINED),
        ("0 20 * * * *", Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
        (None, Outcome.FAIL),  # once
    ],
)
def test_a_schedule_that_takes_the_group_to_nothing(cron: Any, expected: Outcome) -> None:
    assert outcome(NAME, group(), change(cron)) is expected


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"minSize": 0}, Outcome.PASS),
        ({"minSize": 1}, Outcome.FAIL),
        ({"desiredCapacity": 1}, Outcome.FAIL),
        ({"desiredCapacity": -1}, Outcome.FAIL),
        ({"desiredCapacity": UNKNOWN}, Outcome.UNDETERMINED),
        ({"minSize": UNKNOWN}, Outcome.UNDETERMINED),
    ],
)
def test_a_schedule_that_leaves_nodes_ends_nothing(sizes: dict[str, Any], expected: Outcome) -> None:
    assert outcome(NAME, group(), change(**sizes)) is expected


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [(None, Outcome.FAIL), ("training", Outcome.PASS), ("development", Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)],
)
def test_weekends_are_short_enough_for_training(purpose: Any, expected: Outcome) -> None:
    found = group(tags={} if purpose is None else {"purpose": purpose})
    assert outcome(NAME, found, change("0 20 * * 1-5")) is expected


def test_what_it_leaves_alone() -> None:
    assert outcome(NAME, group(tags={"purpose": "inference"})) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(kind="t3.micro")) is Outcome.NOT_APPLICABLE


def test_what_may_have_accelerators_is_undetermined() -> None:
    assert outcome(NAME, instance(UNKNOWN)) is Outcome.UNDETERMINED
    assert outcome(NAME, group(kind=UNKNOWN), change()) is Outcome.PASS


def test_a_limit_of_its_own() -> None:
    chosen = {"limits_hours": {"training": 24}}
    assert outcome(NAME, group(tags=TRAINING), change("0 20 * * 1-5"), settings=chosen) is Outcome.FAIL


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ([3600], Outcome.PASS),
        ([3600, 90000], Outcome.FAIL),
        ([3600, None], Outcome.FAIL),
        ([3600, UNKNOWN], Outcome.UNDETERMINED),
        ([], Outcome.FAIL),
    ],
)
def test_machines_of_batch_live_for_their_longest_job(limits: list[Any], expected: Outcome) -> None:
    machines = {"type": "SPOT", "instanceTypes": ["g5.xlarge"], "maxVcpus": 8}
    jobs = [
        resource("aws:batch/jobDefinition:JobDefinition", f"j{index}", timeout)
        for index, limit in enumerate(limits)
        for timeout in [{} if limit is None else {"timeout": {"attemptDurationSeconds": limit}}]
    ]
    environment = resource("aws:batch/computeEnvironment:ComputeEnvironment", "e", {"computeResources": machines})
    assert outcome(NAME, environment, *jobs, about="e") is expected


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (["PT12H"], Outcome.PASS),
        (["PT12H", "PT25H"], Outcome.FAIL),
        (["PT12H", None], Outcome.FAIL),
        ([UNKNOWN], Outcome.UNDETERMINED),
        ([], Outcome.FAIL),
    ],
)
def test_nodes_of_azure_machine_learning_live_for_their_longest_job(limits: list[Any], expected: Outcome) -> None:
    shape = {"vmSize": "Standard_NC4as_T4_v3", "scaleSettings": {"maxNodeCount": 2}}
    token = "azure-native:machinelearningservices"
    cluster = on_azure(
        f"{token}:Compute", "c", computeName="c", properties={"computeType": "AmlCompute", "properties": shape}
    )
    jobs = [
        on_azure(f"{token}:Job", f"j{index}", properties={"computeId": "c"} | timeout)
        for index, limit in enumerate(limits)
        for timeout in [{} if limit is None else {"limits": {"timeout": limit}}]
    ]
    assert outcome(NAME, cluster, *jobs, about="c") is expected
