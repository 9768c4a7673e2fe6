"""schedule-required: GPU nodes for development and evaluation are off at night."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import CLOCK, INSTANCE, change, group, idle_alarm, instance, on_gcp, outcome, resource, verdict

NAME = "schedule-required"
ON = change("0 8 * * 1-5", name="on", desiredCapacity=1)
OFF = change("0 18 * * 1-5")


def test_a_group_without_a_schedule_fails_and_is_told() -> None:
    found = verdict(NAME, group(desiredCapacity=1))
    assert found.outcome is Outcome.FAIL
    assert found.message == (
        "no schedule turns it off; limit for an environment with no stated purpose: 400 hours a month"
    )
    assert found.fix == (
        "add two autoscaling schedules with a timeZone, the one for the evening with desiredCapacity 0"
    )


def test_office_hours_pass_with_their_sum() -> None:
    found = verdict(NAME, group(), ON, OFF)
    assert found.outcome is Outcome.PASS
    # 260 working days of 2028, 10 hours each, in the 366 x 24 hours of the year, for 730 hours a month
    assert found.message.startswith(f"its schedule has it on for {260 * 10 / (366 * 24) * 730:.0f} hours a month;")


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        (None, Outcome.FAIL),
        ("development", Outcome.FAIL),
        ("evaluation", Outcome.FAIL),
        ("training", Outcome.NOT_APPLICABLE),
        ("inference", Outcome.NOT_APPLICABLE),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_by_purpose(purpose: Any, expected: Outcome) -> None:
    tags = {} if purpose is None else {"purpose": purpose}
    assert outcome(NAME, group(desiredCapacity=1, tags=tags)) is expected


def test_a_schedule_that_never_turns_off_is_none() -> None:
    assert outcome(NAME, group(), ON) is Outcome.FAIL
    assert outcome(NAME, group(), ON, change("0 18 * * *", desiredCapacity=1)) is Outcome.FAIL
    assert outcome(NAME, group(), ON, change("59 7 * * 1-5")) is Outcome.FAIL  # off for a minute a day
    assert outcome(NAME, group(minSize=1), ON, OFF) is Outcome.FAIL  # the minimum keeps one


@pytest.mark.parametrize("cron", [UNKNOWN, "never", None])
def test_hours_that_cannot_be_counted_are_undetermined(cron: Any) -> None:
    assert outcome(NAME, group(), ON, change(cron)) is Outcome.UNDETERMINED


def test_a_size_that_is_not_known_is_undetermined() -> None:
    assert outcome(NAME, group(maxSize=UNKNOWN), ON, OFF) is Outcome.UNDETERMINED


def test_a_pool_that_runs_for_its_jobs_alone_needs_no_hours() -> None:
    assert outcome(NAME, group(), *idle_alarm()) is Outcome.PASS
    assert outcome(NAME, group(), *idle_alarm(adjustment=UNKNOWN)) is Outcome.UNDETERMINED


@pytest.mark.parametrize("sizes", [{"desiredCapacity": 1}, {"minSize": 1}])
def test_one_that_keeps_nodes_of_its_own_does(sizes: dict[str, Any]) -> None:
    assert outcome(NAME, group(**sizes), *idle_alarm()) is Outcome.FAIL


def test_one_that_nothing_empties_does() -> None:
    assert outcome(NAME, group()) is Outcome.FAIL
    assert outcome(NAME, group(), *idle_alarm(adjustment=1)) is Outcome.FAIL


def test_a_single_machine_runs_all_the_time() -> None:
    assert outcome(NAME, instance("g5.xlarge")) is Outcome.FAIL
    assert outcome(NAME, instance("t3.micro")) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, instance(UNKNOWN)) is Outcome.UNDETERMINED


def test_a_limit_of_its_own() -> None:
    assert outcome(NAME, group(), ON, OFF, settings={"limits_hours": {"unstated": 200}}) is Outcome.FAIL
    training = group(tags={"purpose": "training"})
    assert outcome(NAME, training, settings={"limits_hours": {"training": 400}}) is Outcome.FAIL


def test_a_notebook_that_its_service_stops_runs_for_its_work_alone() -> None:
    def lab(**metadata: str) -> Resource:
        return on_gcp(
            "gcp:workbench/instance:Instance", gceSetup={"machineType": "g2-standard-4", "metadata": metadata}
        )

    assert outcome(NAME, lab(**{"idle-timeout-seconds": "1800"})) is Outcome.PASS
    assert outcome(NAME, lab()) is Outcome.FAIL


def test_an_instance_that_eventbridge_stops_in_the_evening_passes() -> None:
    asked = '{"InstanceIds": ["i-1"]}'

    def call(name: str, hour: int) -> Resource:
        target = {"arn": f"arn:aws:scheduler:::aws-sdk:ec2:{name}Instances", "input": asked}
        times = {"scheduleExpression": f"cron(0 {hour} ? * MON-FRI *)", "scheduleExpressionTimezone": "Europe/Berlin"}
        return resource(CLOCK, name, {"target": target} | times)

    box = resource(INSTANCE, "box", {"instanceType": "g5.xlarge"}, outputs={"id": "i-1"})
    assert outcome(NAME, box, call("start", 8), call("stop", 18), about="box") is Outcome.PASS
    assert outcome(NAME, box, call("start", 8), about="box") is Outcome.FAIL
    assert "stopInstances" in verdict(NAME, box, about="box").fix
