"""What the clock calls: EventBridge Scheduler's targets that start and stop machines, and scheduled actions of endpoints."""

from __future__ import annotations

import json
from typing import Any

import pytest

from penstock.resources.aws.schedules.eventbridge import recurrence
from penstock.resources.facts import SizeChange
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import GROUP, INSTANCE, TEMPLATE, node, resource

BOX = resource(INSTANCE, "box", {"instanceType": "g5.xlarge"}, outputs={"id": "i-1"})
LAB = resource(
    "aws:sagemaker/notebookInstance:NotebookInstance", "lab", {"name": "lab", "instanceType": "ml.g5.xlarge"}
)
SHAPE = "aws:sagemaker/endpointConfiguration:EndpointConfiguration"
SERVING = resource("aws:sagemaker/endpoint:Endpoint", "serving", {"name": "serving", "endpointConfigName": "shape"})
POOL = resource(GROUP, "pool", {"name": "pool", "minSize": 0, "maxSize": 4, "launchTemplate": {"name": "t"}})
MODEL = resource(TEMPLATE, "t", {"name": "t", "instanceType": "g5.xlarge"})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("cron(0 18 ? * MON-FRI *)", "0 18 * * MON-FRI"),
        ("cron(0 18 ? * 2-6 *)", "0 18 * * 1-5"),  # Sunday is 1
        ("cron(30 6 1 * ? *)", "30 6 1 * *"),
        ("cron(0 18 ? * 6L *)", UNKNOWN),
        ("cron(0 18 ? * 2#1 *)", UNKNOWN),
        ("cron(0 18 ? * MON-FRI 2027)", UNKNOWN),
        ("cron(0 18 * *)", UNKNOWN),
        ("rate(1 day)", UNKNOWN),
        ("at(2027-01-01T18:00:00)", None),
        (UNKNOWN, UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_expressions_with_a_year_become_five_fields(expression: Any, expected: Any) -> None:
    found = recurrence(expression)
    assert found is UNKNOWN if expected is UNKNOWN else found == expected


def call(name: str, asked: Any, *, of: Resource | None = None, **inputs: Any) -> Resource:
    target = {"arn": f"arn:aws:scheduler:::aws-sdk:{name}", "input": asked}
    given = {
        "scheduleExpression": "cron(0 18 ? * 2-6 *)",
        "scheduleExpressionTimezone": "Europe/Berlin",
        "target": target,
    }
    sources = {} if of is None else {"target": (of,)}
    return resource("aws:scheduler/schedule:Schedule", "clock", given | inputs, sources=sources)


def change(nodes: int, when: Any = "0 18 * * 1-5") -> SizeChange:
    return SizeChange(when, "Europe/Berlin", nodes, nodes, nodes)


def test_a_call_that_stops_or_starts_an_instance_is_a_schedule() -> None:
    stop = call("ec2:stopInstances", json.dumps({"InstanceIds": ["i-1"]}))
    assert node(BOX, stop).schedule == (change(0),)
    computed = call("ec2:startInstances", UNKNOWN, of=BOX)
    assert node(BOX, computed).schedule == (change(1),)


def test_a_call_that_stops_a_notebook_is_one_too() -> None:
    stop = call("sagemaker:stopNotebookInstance", json.dumps({"NotebookInstanceName": "lab"}))
    assert node(LAB, stop).schedule == (change(0),)


def test_a_call_that_resizes_a_group_says_which_figures() -> None:
    asked = {"AutoScalingGroupName": "pool", "DesiredCapacity": 0, "MinSize": 0}
    found = node(POOL, MODEL, call("autoscaling:updateAutoScalingGroup", json.dumps(asked))).schedule
    assert found == (SizeChange("0 18 * * 1-5", "Europe/Berlin", 0, 0, None),)


@pytest.mark.parametrize(
    "other",
    [
        call("ec2:stopInstances", json.dumps({"InstanceIds": ["i-2"]})),
        call("ec2:describeInstances", json.dumps({"InstanceIds": ["i-1"]})),
        call("ec2:stopInstances", json.dumps({"InstanceIds": ["i-1"]}), state="DISABLED"),
        call("ec2:stopInstances", UNKNOWN),
    ],
)
def test_what_stops_something_else_or_nothing_is_no_schedule(other: Resource) -> None:
    assert node(BOX, other).schedule == ()


def test_a_schedule_that_may_be_off_has_no_known_time() -> None:
    (found,) = node(BOX, call("ec2:stopInstances", json.dumps({"InstanceIds": ["i-1"]}), state=UNKNOWN)).schedule
    assert found == change(0, UNKNOWN)


def action(resource_id: Any, **inputs: Any) -> Resource:
    given = {
        "resourceId": resource_id,
        "schedule": "cron(0 18 * * ? *)",
        "scalableTargetAction": {"minCapacity": 0, "maxCapacity": 0},
    }
    return resource("aws:appautoscaling/scheduledAction:ScheduledAction", "off", given | inputs)


def shape(*variants: str) -> Resource:
    found = [{"variantName": it, "instanceType": "ml.g5.xlarge", "initialInstanceCount": 1} for it in variants]
    return resource(SHAPE, "shape", {"name": "shape", "productionVariants": found})


def test_a_scheduled_action_of_an_endpoint_is_a_schedule() -> None:
    found = node(SERVING, shape("only"), action("endpoint/serving/variant/only")).schedule
    assert found == (SizeChange("0 18 * * *", "Etc/UTC", 0, 0, 0),)
    assert node(SERVING, shape("only"), action("service/cluster/web")).schedule == ()
