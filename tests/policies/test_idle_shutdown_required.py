"""idle-shutdown-required: something that runs, and that may, takes idle GPU nodes away in time."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import ALARM, SCHEDULE, group, idle_alarm, instance, outcome, resource, steward, verdict

NAME = "idle-shutdown-required"
NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance"
SCRIPTS = "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration"
ENDPOINT = "aws:sagemaker/endpoint:Endpoint"
ENDPOINT_CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration"
LIMITS = "aws:appautoscaling/target:Target"
POOL = {"penstock:pool": "train"}


def test_a_gpu_group_that_nothing_stops_fails_and_is_told() -> None:
    found = verdict(NAME, group())
    assert found.outcome is Outcome.FAIL
    assert found.message == (
        "nothing stops it when it is idle; limit for an environment with no stated purpose: 30 minutes idle"
    )
    assert found.fix == (
        "add a metric alarm on its use, low for 30 minutes at most, that runs a scaling policy which takes nodes away"
    )


def test_nodes_without_accelerators_and_inference_are_left_alone() -> None:
    assert outcome(NAME, group(kind="t3.micro")) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(tags={"purpose": "inference"})) is Outcome.NOT_APPLICABLE
    assert (
        outcome(NAME, group(tags={"purpose": "inference"}), settings={"limits_minutes": {"inference": 60}})
        is Outcome.FAIL
    )


@pytest.mark.parametrize(
    ("purpose", "minutes", "expected"),
    [
        (None, 30, Outcome.PASS),
        (None, 31, Outcome.FAIL),
        ("development", 30, Outcome.PASS),
        ("development", 45, Outcome.FAIL),
        ("training", 60, Outcome.PASS),
        ("training", 61, Outcome.FAIL),
        (UNKNOWN, 30, Outcome.PASS),  # in time for every purpose
        (UNKNOWN, 45, Outcome.UNDETERMINED),
    ],
)
def test_how_long_a_node_may_be_idle(purpose: Any, minutes: int, expected: Outcome) -> None:
    found = group(tags={} if purpose is None else {"purpose": purpose})
    assert outcome(NAME, found, *idle_alarm(minutes=minutes)) is expected


@pytest.mark.parametrize(
    ("adjustment", "expected"), [(-1, Outcome.PASS), (1, Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)]
)
def test_an_alarm_counts_when_it_takes_nodes_away(adjustment: Any, expected: Outcome) -> None:
    assert outcome(NAME, group(), *idle_alarm(adjustment=adjustment)) is expected


def test_an_alarm_of_another_group_does_not_count() -> None:
    assert outcome(NAME, group(), group("other"), *idle_alarm("other"), about="pool") is Outcome.FAIL


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (group(kind=UNKNOWN), Outcome.UNDETERMINED),
        (group(mixedInstancesPolicy=None, launchTemplate={"id": "lt-0123456789abcdef0"}), Outcome.UNDETERMINED),
        (instance(UNKNOWN), Outcome.UNDETERMINED),
        (instance("g5.xlarge"), Outcome.FAIL),
    ],
)
def test_without_a_stopper_what_may_have_an_accelerator_is_not_passed(found: Resource, expected: Outcome) -> None:
    assert outcome(NAME, found) is expected


@pytest.mark.parametrize(
    ("pools", "enabled", "expected"),
    [
        ('{"train": {"idle_duration_s": 1200}}', True, Outcome.PASS),
        ('{"train": {"idle_duration_s": 1200}}', False, Outcome.FAIL),
        ('{"train": {"idle_duration_s": 86400}}', True, Outcome.FAIL),
        ('{"train": {}}', True, Outcome.UNDETERMINED),
        ('{"other": {"idle_duration_s": 1200}}', True, Outcome.FAIL),
        ("{}", True, Outcome.FAIL),
    ],
)
def test_a_steward_counts_for_its_pools_while_it_runs(pools: str, enabled: bool, expected: Outcome) -> None:
    running = steward(pools, groups='{"train": ["pool"]}', enabled=enabled)
    assert outcome(NAME, group(tags=POOL), *running) is expected


@pytest.mark.parametrize(
    ("minimum", "expected"),
    [(0, Outcome.PASS), ("0", Outcome.PASS), (1, Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)],
)
def test_a_minimum_keeps_nodes_alive_whatever_stops_them(minimum: Any, expected: Outcome) -> None:
    found = verdict(NAME, group(minSize=minimum), *idle_alarm())
    assert found.outcome is expected
    assert ("set its minimum to 0" in found.fix) is (expected is not Outcome.PASS)


@pytest.mark.parametrize(("minimum", "expected"), [(-1, Outcome.PASS), (0, Outcome.PASS), (2, Outcome.FAIL)])
def test_so_does_the_minimum_of_a_schedule(minimum: int, expected: Outcome) -> None:
    inputs = {"autoscalingGroupName": "pool", "minSize": minimum, "maxSize": -1, "desiredCapacity": 2}
    assert outcome(NAME, group(), *idle_alarm(), resource(SCHEDULE, "on", inputs)) is expected


def test_an_instance_is_stopped_by_ec2s_own_action() -> None:
    node = instance("g5.xlarge", name="box")
    inputs = {
        "alarmActions": ["arn:aws:automate:us-east-1:ec2:stop"],
        "dimensions": {"InstanceId": UNKNOWN},
        "comparisonOperator": "LessThanThreshold",
        "threshold": 5,
        "period": 300,
        "evaluationPeriods": 6,
    }
    watching = resource(ALARM, "idle", inputs, sources={"dimensions": (node,)})
    assert outcome(NAME, node, watching) is Outcome.PASS
    never = resource(ALARM, "idle", inputs | {"threshold": 0}, sources={"dimensions": (node,)})
    assert outcome(NAME, node, never) is Outcome.FAIL


def notebook(script: Any = None, kind: str = "ml.g5.xlarge") -> tuple[Resource, ...]:
    """A managed notebook that runs `script` when it starts, if any."""
    inputs: dict[str, Any] = {"instanceType": kind, "roleArn": "arn:aws:iam::123456789012:role/notebook"}
    if script is None:
        return (resource(NOTEBOOK, "notebook", inputs),)
    encoded = b64encode(script.encode()).decode() if isinstance(script, str) else script
    scripts = resource(SCRIPTS, "scripts", {"name": "scripts", "onStart": encoded})
    return (resource(NOTEBOOK, "notebook", inputs | {"lifecycleConfigName": "scripts"}), scripts)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (None, Outcome.FAIL),
        ("pip install torch", Outcome.FAIL),
        ("python autostop.py --time 1800", Outcome.PASS),
        ("python autostop.py --time 7200", Outcome.FAIL),
        ("python autostop.py --time $LIMIT", Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_a_notebook_is_stopped_by_its_own_script(script: Any, expected: Outcome) -> None:
    assert outcome(NAME, *notebook(script)) is expected


def test_a_notebook_is_told_what_its_service_can_do() -> None:
    found = verdict(NAME, *notebook())
    assert found.fix == (
        "give it a lifecycle configuration that stops it after 30 idle minutes (AWS's auto-stop-idle script)"
    )
    assert outcome(NAME, *notebook(kind="ml.t3.medium")) is Outcome.NOT_APPLICABLE


def endpoint(*, minimum: Any = None, **inputs: Any) -> tuple[Resource, ...]:
    """An endpoint of one GPU instance; with a `minimum`, its service scales it between that and 2."""
    variant = {"variantName": "main", "instanceType": "ml.g5.xlarge", "initialInstanceCount": 1}
    configuration = resource(ENDPOINT_CONFIGURATION, "served", {"name": "served", "productionVariants": [variant]})
    serving = resource(ENDPOINT, "served", {"name": "served", "endpointConfigName": "served"} | inputs)
    if minimum is None:
        return configuration, serving
    scaled = {"resourceId": "endpoint/served/variant/main", "minCapacity": minimum, "maxCapacity": 2}
    return configuration, serving, resource(LIMITS, "served", scaled)


@pytest.mark.parametrize(
    ("minimum", "expected"),
    [(None, Outcome.FAIL), (1, Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED), (0, Outcome.UNDETERMINED)],
)
def test_an_endpoint_waits_for_requests_that_may_never_come(minimum: Any, expected: Outcome) -> None:
    found = verdict(NAME, *endpoint(minimum=minimum))
    assert found.outcome is expected
    unsure = expected is Outcome.UNDETERMINED
    assert found.message.startswith("when its service takes it" if unsure else "nothing stops it when it is idle")
    assert found.fix.startswith("serve it without machines of its own (serverless), or state that it is for inference")


def test_an_endpoint_for_inference_may_wait() -> None:
    assert outcome(NAME, *endpoint(tags={"purpose": "inference"})) is Outcome.NOT_APPLICABLE


def test_what_stops_it_is_named_in_a_sentence() -> None:
    assert verdict(NAME, group(), *idle_alarm(), about="pool").message.startswith("an alarm stops it after 30 minutes")
