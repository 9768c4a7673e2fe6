"""Schedules and stoppers: what changes a group's size, and what really takes idle nodes away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from penstock.resources.facts import IdleStopper
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, SecretInt
from resources.resource_facts import FUNCTION, GROUP, INSTANCE, TEMPLATE, node, resource

SCHEDULE = "aws:autoscaling/schedule:Schedule"
POLICY = "aws:autoscaling/policy:Policy"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
CLOCK = "aws:scheduler/schedule:Schedule"
RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"

H100 = resource(TEMPLATE, "t", {"name": "t", "instanceType": "p5.48xlarge"})
POOL_TAGS = [{"key": "penstock:pool", "value": "train", "propagateAtLaunch": True}]
TRAIN = resource(
    GROUP, "train", {"name": "train", "minSize": 0, "maxSize": 4, "launchTemplate": {"name": "t"}, "tags": POOL_TAGS}
)
OTHER = resource(GROUP, "other", {"name": "other", "minSize": 0, "maxSize": 4, "launchTemplate": {"name": "t"}})


def scheduled(inputs: dict[str, Any]) -> Any:
    action = resource(SCHEDULE, "s", {"autoscalingGroupName": "train"} | inputs)
    (change,) = node(TRAIN, OTHER, H100, action).schedule
    return change


def shrink(**inputs: Any) -> Resource:
    given = {"autoscalingGroupName": "train", "adjustmentType": "ChangeInCapacity", "scalingAdjustment": -1} | inputs
    return resource(POLICY, "shrink", given)


def alarm(policy: Resource, **inputs: Any) -> Resource:
    given = {"comparisonOperator": "LessThanThreshold", "threshold": 5, "period": 300, "evaluationPeriods": 6}
    action: dict[str, Any] = {"alarmActions": [UNKNOWN]}
    return resource(ALARM, "idle", given | action | inputs, sources={"alarmActions": (policy,)})


def stoppers(*others: Resource, of: Resource = TRAIN) -> tuple[IdleStopper, ...]:
    return node(of, *(it for it in (TRAIN, OTHER, H100) if it is not of), *others).idle


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"minSize": -1, "maxSize": -1, "desiredCapacity": 0}, (None, 0, None)),
        ({"desiredCapacity": "2"}, (0, 2, 0)),  # what is left out is set to 0
        ({"minSize": UNKNOWN, "maxSize": "x", "desiredCapacity": -1.0}, (UNKNOWN, None, UNKNOWN)),
    ],
)
def test_a_scheduled_action_sets_what_it_leaves_out_to_0_and_leaves_minus_1(inputs: Any, expected: object) -> None:
    change = scheduled({"recurrence": "0 20 * * *", "timeZone": "Europe/Berlin"} | inputs)
    assert (change.minimum, change.desired, change.maximum) == expected
    assert (change.recurrence, change.timezone) == ("0 20 * * *", "Europe/Berlin")


def test_a_schedule_without_a_time_zone_is_in_utc_and_one_without_recurrence_happens_once() -> None:
    assert (scheduled({}).timezone, scheduled({}).recurrence) == ("Etc/UTC", None)
    assert (scheduled({"timeZone": UNKNOWN}).timezone, scheduled({"recurrence": UNKNOWN}).recurrence) == (
        UNKNOWN,
        UNKNOWN,
    )


def test_a_schedule_belongs_to_the_group_that_it_names() -> None:
    action = resource(SCHEDULE, "s", {"autoscalingGroupName": "train", "desiredCapacity": 0})
    assert node(OTHER, TRAIN, H100, action).schedule == ()


def test_an_alarm_that_shrinks_a_group_stops_it_after_its_periods() -> None:
    (stopper,) = stoppers(policy := shrink(), alarm(policy))
    assert (stopper.mechanism, stopper.armed, stopper.idle_duration) == ("alarm", True, timedelta(minutes=30))
    assert stopper.targets == (TRAIN.urn,)
    assert stoppers(policy, alarm(policy), of=OTHER) == ()


@pytest.mark.parametrize(
    ("inputs", "armed"),
    [
        ({"scalingAdjustment": 1}, False),
        ({"scalingAdjustment": "-2"}, True),
        ({"scalingAdjustment": UNKNOWN}, UNKNOWN),
        ({"adjustmentType": "ExactCapacity", "scalingAdjustment": 0}, True),
        ({"adjustmentType": "ExactCapacity", "scalingAdjustment": 1}, False),
        ({"adjustmentType": UNKNOWN}, UNKNOWN),
        ({"enabled": False}, False),
        ({"enabled": UNKNOWN}, UNKNOWN),
        ({"scalingAdjustment": None, "stepAdjustments": [{"scalingAdjustment": -1}]}, True),
        ({"scalingAdjustment": None, "stepAdjustments": [{"scaling_adjustment": 1}]}, False),
        ({"scalingAdjustment": None, "stepAdjustments": UNKNOWN}, UNKNOWN),
        ({"scalingAdjustment": None, "policyType": "TargetTrackingScaling"}, False),
    ],
)
def test_a_policy_stops_nodes_when_it_takes_some_away(inputs: dict[str, Any], armed: object) -> None:
    (stopper,) = stoppers(policy := shrink(**inputs), alarm(policy))
    assert stopper.armed is armed


@pytest.mark.parametrize(
    ("inputs", "armed"),
    [
        ({"comparisonOperator": "GreaterThanThreshold"}, False),
        ({"comparisonOperator": "LessThanOrEqualToThreshold", "threshold": 0}, True),
        ({"comparisonOperator": "LessThanOrEqualToThreshold", "threshold": -1}, False),
        ({"threshold": 0}, False),  # below 0 there is no use of a node: the alarm never rings
        ({"threshold": "0.0"}, False),
        ({"actionsEnabled": False}, False),
        ({"actionsEnabled": "false"}, False),
        ({"actionsEnabled": UNKNOWN}, UNKNOWN),
        ({"comparisonOperator": UNKNOWN}, UNKNOWN),
    ],
)
def test_an_alarm_stops_what_is_idle_when_it_acts_on_a_low_figure(inputs: dict[str, Any], armed: object) -> None:
    (stopper,) = stoppers(policy := shrink(), alarm(policy, **inputs))
    assert stopper.armed is armed


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"period": "60", "evaluationPeriods": 10.0}, timedelta(minutes=10)),
        ({"period": UNKNOWN}, UNKNOWN),
        ({"period": -60}, UNKNOWN),
        ({"evaluationPeriods": None}, UNKNOWN),
        ({"period": SecretInt(60)}, UNKNOWN),  # a duration would print it
        ({"period": None, "metricQueries": [{"metric": {"period": 60}}]}, timedelta(minutes=6)),
        ({"period": 10**12, "evaluationPeriods": 10**12}, UNKNOWN),
    ],
)
def test_how_long_an_alarm_watches(inputs: dict[str, Any], expected: object) -> None:
    (stopper,) = stoppers(policy := shrink(), alarm(policy, **inputs))
    assert stopper.idle_duration == expected


@pytest.mark.parametrize(("action", "stops"), [("stop", True), ("terminate", True), ("reboot", False)])
def test_ec2s_own_action_stops_the_instance_that_the_alarm_watches(action: str, stops: bool) -> None:
    instance = resource(INSTANCE, "i", {"instanceType": "p5.48xlarge"})
    watch = resource(
        ALARM,
        "idle",
        {
            "alarmActions": [f"arn:aws:automate:us-east-1:ec2:{action}"],
            "dimensions": {"InstanceId": UNKNOWN},
            "comparisonOperator": "LessThanThreshold",
            "threshold": 5,
            "period": 300,
            "evaluationPeriods": 3,
        },
        sources={"dimensions": (instance,)},
    )
    assert bool(node(instance, watch).idle) is stops


def steward(pools: Any = '{"train": {"idle_duration_s": 1200, "expire_after_s": 3600}}', **variables: Any) -> Resource:
    given = {"PENSTOCK_POOLS": pools, "PENSTOCK_GROUPS": '{"train": ["train", "other"]}'} | variables
    inputs = {"name": "steward", "handler": "penstock.steward.aws.handler", "environment": {"variables": given}}
    return resource(FUNCTION, "steward", inputs)


def clock(**inputs: Any) -> Resource:
    return resource(CLOCK, "clock", {"target": {"arn": UNKNOWN}} | inputs, sources={"target": (steward(),)})


def test_a_steward_that_a_clock_runs_stops_the_groups_of_its_pool_alone() -> None:
    (stopper,) = stoppers(steward(), clock())
    assert (stopper.mechanism, stopper.armed) == ("steward", True)
    assert (stopper.idle_duration, stopper.expire_after) == (timedelta(minutes=20), timedelta(hours=1))
    assert stoppers(steward(), clock(), of=OTHER) == ()


@pytest.mark.parametrize(("state", "armed"), [("DISABLED", False), (UNKNOWN, UNKNOWN), ("ENABLED", True)])
def test_a_steward_runs_when_its_clock_does(state: Any, armed: object) -> None:
    (stopper,) = stoppers(steward(), clock(state=state))
    assert stopper.armed is armed


def test_a_steward_that_nothing_runs_is_not_armed() -> None:
    (stopper,) = stoppers(steward())
    assert stopper.armed is False


@pytest.mark.parametrize("pools", [UNKNOWN, "no JSON", "[]", '{"other": {}}'])
def test_a_steward_whose_pools_cannot_be_read_stops_nothing(pools: Any) -> None:
    assert stoppers(steward(pools), clock()) == ()


def test_a_steward_without_a_readable_figure_stops_after_an_unknown_time() -> None:
    (stopper,) = stoppers(steward('{"train": {"idle_duration_s": "soon"}}'), clock())
    assert stopper.idle_duration is UNKNOWN


@pytest.mark.parametrize(("state", "armed"), [("ENABLED", True), ("DISABLED", False), (None, True), (UNKNOWN, UNKNOWN)])
def test_an_event_rule_runs_what_its_target_names(state: Any, armed: object) -> None:
    rule = resource(RULE, "tick", {"name": "tick", "state": state})
    target = resource(TARGET, "t", {"rule": "tick", "arn": UNKNOWN}, sources={"arn": (steward(),)})
    (stopper,) = stoppers(steward(), rule, target)
    assert stopper.armed is armed
