"""The steward against moto over HTTP: real boto3, real Auto Scaling groups."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from botocore.exceptions import ClientError

from penstock.steward.aws import Run, StewardError, handler
from penstock.steward.decide import Limits
from penstock.steward.fallback import FallbackLimits
from penstock.steward.settings import PoolSettings, Settings

from .moto_cloud import ENVIRONMENT, REGION, Cloud

LIMITS = Limits(timedelta(minutes=20), timedelta(minutes=15), timedelta(hours=72))
TRAIN = PoolSettings("train", LIMITS, "train", None, None)
INTERVAL = timedelta(minutes=5)
TERMINATE: Final = "terminate_instance_in_auto_scaling_group"


def run(cloud: Cloud, *pools: PoolSettings, dry_run: bool = False) -> list[Mapping[str, object]]:
    """One run; what it logged."""
    log: list[Mapping[str, object]] = []
    Run(Settings(ENVIRONMENT, pools or (TRAIN,), dry_run), cloud.clients(), cloud.now, log.append).all_pools()
    return log


def test_an_idle_node_is_marked_then_terminated_with_its_place_in_the_group(cloud: Cloud) -> None:
    idle, busy = cloud.group("train", 2)
    cloud.report("train", idle, 0)
    cloud.report("train", busy, 80)

    run(cloud)
    assert cloud.tags(idle)["penstock:marked-at"] == cloud.now.isoformat()
    assert cloud.alive("train") == sorted([idle, busy])

    cloud.now += INTERVAL
    cloud.report("train", idle, 0, minutes=6)
    cloud.report("train", busy, 80, minutes=6)
    run(cloud)
    assert cloud.state(idle) in ("shutting-down", "terminated")
    assert cloud.alive("train") == [busy]
    assert cloud.describe("train")["DesiredCapacity"] == 1
    assert cloud.published("train", "IdleNodes") == 1
    assert cloud.published("train", "UnreadableNodes") == 0


def test_a_marked_node_that_works_again_loses_its_mark(cloud: Cloud) -> None:
    (node,) = cloud.group("train", 1)
    cloud.report("train", node, 0)
    run(cloud)
    cloud.now += INTERVAL
    cloud.report("train", node, 0, minutes=6)
    cloud.report("train", node, 35, minutes=3)
    run(cloud)
    assert "penstock:marked-at" not in cloud.tags(node)
    assert cloud.alive("train") == [node]


@pytest.mark.parametrize("heard", [True, False], ids=["accelerators unreadable", "agent silent"])
def test_an_unreadable_node_is_spared_and_counted(cloud: Cloud, heard: bool) -> None:
    (node,) = cloud.group("train", 1)
    if heard:
        cloud.report("train", node, None)
    for _ in range(3):
        run(cloud)
        cloud.now += INTERVAL
    cloud.now -= INTERVAL
    assert cloud.alive("train") == [node]
    assert cloud.published("train", "UnreadableNodes") == 1
    assert cloud.published("train", "IdleNodes") == 0


def test_an_expired_node_is_ended_though_it_is_busy(cloud: Cloud) -> None:
    (node,) = cloud.group("train", 1)
    cloud.now += timedelta(hours=72)
    cloud.report("train", node, 100)
    run(cloud)
    assert cloud.alive("train") == []
    assert cloud.describe("train")["DesiredCapacity"] == 0


def test_nothing_outside_the_environment_is_touched(cloud: Cloud) -> None:
    theirs = cloud.group("train", 1, environment="another")
    cloud.now += timedelta(days=30)
    with pytest.raises(StewardError, match="group train is not there or lacks the tag penstock:environment"):
        run(cloud)
    assert cloud.alive("train") == theirs


def test_a_failure_of_one_pool_does_not_stop_the_others(cloud: Cloud) -> None:
    cloud.group("train", 1)
    cloud.now += timedelta(days=4)
    with pytest.raises(StewardError, match="gone"):
        run(cloud, PoolSettings("gone", LIMITS, "gone", None, None), TRAIN)
    assert cloud.alive("train") == []


def test_a_dry_run_only_says_what_it_would_do(cloud: Cloud) -> None:
    (node,) = cloud.group("train", 1)
    cloud.now += timedelta(days=4)
    log = run(cloud, dry_run=True)
    assert [entry["action"] for entry in log if entry["event"] == "decision"] == ["stop"]
    assert cloud.alive("train") == [node]
    assert cloud.published("train", "IdleNodes") is None


class Refusing:
    """A client of which one operation is refused, for ever or for one instance."""

    def __init__(
        self, client: Any, operation: str, *, instance_id: str | None = None, message: str = "Rate exceeded"
    ) -> None:
        self._client, self._operation, self._instance_id, self._message = client, operation, instance_id, message

    def __getattr__(self, name: str) -> Any:
        return self._call if name == self._operation else getattr(self._client, name)

    def get_paginator(self, operation: str) -> Any:
        return self if operation == self._operation else self._client.get_paginator(operation)

    def paginate(self, **request: object) -> Any:
        return self._call(**request)

    def _call(self, **request: object) -> Any:
        if self._instance_id in (None, request.get("InstanceId")):
            raise ClientError({"Error": {"Code": "ClientError", "Message": self._message}}, self._operation)
        return getattr(self._client, self._operation)(**request)


class Changed:
    """A client whose pages are changed on the way; `requests`: what was asked for."""

    def __init__(self, client: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self._client, self._change = client, change
        self.requests: list[dict[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def get_paginator(self, operation: str) -> Any:
        paginator = Changed(self._client.get_paginator(operation), self._change)
        paginator.requests = self.requests
        return paginator

    def paginate(self, **request: Any) -> Any:
        self.requests.append(request)
        return map(self._change, self._client.paginate(**request))


AT_MINIMUM: Final = (
    "Currently, desiredSize equals minSize (1). Terminating instance without replacement will violate..."
)
"""As Auto Scaling says it; moto does not hold the minimum."""


def idle_twice(cloud: Cloud, *nodes: str, pool: str = "train") -> None:
    """A run that may mark `nodes`, five idle minutes, and another run."""
    for node in nodes:
        cloud.report(pool, node, 0)
    run(cloud)
    cloud.now += INTERVAL
    for node in nodes:
        cloud.report(pool, node, 0, minutes=6)


def test_a_node_within_boot_grace_is_spared_though_it_is_idle(cloud: Cloud) -> None:
    (node,) = cloud.group("train", 1)
    cloud.now += timedelta(minutes=10) - timedelta(hours=2)
    idle_twice(cloud, node)
    cloud.now -= INTERVAL / 2
    run(cloud)
    assert cloud.alive("train") == [node]
    assert cloud.tags(node).keys() >= {"penstock:environment"}
    assert "penstock:marked-at" not in cloud.tags(node)


def test_an_idle_node_that_the_groups_minimum_holds_is_no_failure(cloud: Cloud) -> None:
    (node,) = cloud.group("train", 1, minimum=1)
    idle_twice(cloud, node)
    cloud.autoscaling = Refusing(cloud.autoscaling, TERMINATE, message=AT_MINIMUM)
    log = run(cloud)
    assert cloud.alive("train") == [node]
    assert [entry["instance"] for entry in log if entry["event"] == "held"] == [node]


def test_an_expired_node_that_the_groups_minimum_holds_is_one(cloud: Cloud) -> None:
    cloud.group("train", 1, minimum=1)
    cloud.now += timedelta(hours=72)
    cloud.autoscaling = Refusing(cloud.autoscaling, TERMINATE, message=AT_MINIMUM)
    with pytest.raises(StewardError, match="minSize"):
        run(cloud)


def test_only_what_the_environments_own_agents_say_is_read(cloud: Cloud) -> None:
    """Another environment may have a pool of the same name. (moto gives any namespace's metrics: what is asked for must do.)"""
    cloud.group("train", 1)
    watched = Changed(cloud.cloudwatch, lambda page: page)
    cloud.cloudwatch = watched
    run(cloud)
    metrics = [each["MetricStat"]["Metric"] for request in watched.requests for each in request["MetricDataQueries"]]
    assert {metric["MetricName"] for metric in metrics} == {"GpuActivity", "GpuUnreadable", "Heartbeat"}
    assert {metric["Namespace"] for metric in metrics} == {f"Penstock/{ENVIRONMENT}"}


def test_metrics_that_stop_after_the_mark_spare_the_node(cloud: Cloud) -> None:
    (node,) = cloud.group("train", 1)
    cloud.report("train", node, 0)
    run(cloud)
    cloud.now += INTERVAL
    run(cloud)
    assert cloud.alive("train") == [node]
    assert "penstock:marked-at" not in cloud.tags(node)


@pytest.mark.parametrize("behind", [timedelta(minutes=3), timedelta(hours=3)], ids=["of the mark", "of the launch"])
def test_a_clock_that_goes_back_stops_nothing(cloud: Cloud, behind: timedelta) -> None:
    (node,) = cloud.group("train", 1)
    idle_twice(cloud, node)
    cloud.now -= INTERVAL + behind
    run(cloud)
    assert cloud.alive("train") == [node]


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("ec2", "describe_instances"),
        ("cloudwatch", "get_metric_data"),
        ("autoscaling", "describe_auto_scaling_groups"),
    ],
)
def test_what_cannot_be_read_stops_nothing_and_fails_the_run(cloud: Cloud, service: str, operation: str) -> None:
    (node,) = cloud.group("train", 1)
    idle_twice(cloud, node)
    setattr(cloud, service, Refusing(getattr(cloud, service), operation))
    with pytest.raises(StewardError, match="Rate exceeded"):
        run(cloud)
    assert Cloud(cloud.endpoint).alive("train") == [node]


def test_a_stop_that_is_refused_keeps_no_other_node_from_its_end(cloud: Cloud) -> None:
    first, second = cloud.group("train", 2)
    idle_twice(cloud, first, second)
    real, cloud.autoscaling = cloud.autoscaling, Refusing(cloud.autoscaling, TERMINATE, instance_id=first)
    with pytest.raises(StewardError, match=f"train {first}: .*Rate exceeded"):
        run(cloud)
    assert cloud.alive("train") == [first]
    cloud.autoscaling = real
    run(cloud)
    assert cloud.alive("train") == []


def test_part_of_the_metrics_is_not_enough_to_stop_a_node(cloud: Cloud) -> None:
    (node,) = cloud.group("train", 1)
    idle_twice(cloud, node)

    def partial(page: dict[str, Any]) -> dict[str, Any]:
        return {
            **page,
            "MetricDataResults": [{**each, "StatusCode": "PartialData"} for each in page["MetricDataResults"]],
        }

    cloud.cloudwatch = Changed(cloud.cloudwatch, partial)
    with pytest.raises(StewardError, match="CloudWatch did not give all of GpuActivity/i-"):
        run(cloud)
    assert cloud.alive("train") == [node]


def test_answers_in_many_pages_are_read_to_their_end(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each node is asked for by itself, and its group is on the second page (50 groups a page unless asked for more)."""
    monkeypatch.setattr("penstock.steward.aws.QUERIES_PER_CALL", 1)
    monkeypatch.setattr("penstock.steward.aws.IDS_PER_CALL", 1)
    for number in range(50):
        cloud.group(f"other-{number:02}", 0)
    idle, busy = cloud.group("train", 2)
    cloud.report("train", busy, 80, minutes=50)
    idle_twice(cloud, idle)
    run(cloud)
    assert cloud.alive("train") == [busy]


SPOT = PoolSettings("train", LIMITS, "spot", "stand-in", FallbackLimits(timedelta(minutes=20), Decimal(4)))


def dry_spot(cloud: Cloud, *, stand_ins: int = 0, used_minutes: int = 0) -> None:
    """At noon: a spot group that has wanted two nodes for 40 minutes and got none; two on-demand nodes ran for `used_minutes`
    today, and `stand_ins` are there now."""
    cloud.now = cloud.now.replace(hour=12, minute=0) + timedelta(days=1)
    cloud.group("spot", 0)
    cloud.group("stand-in", stand_ins)

    def wants_two(page: dict[str, Any]) -> dict[str, Any]:
        """A wish that is not met: moto's groups are never short of nodes."""
        dry: dict[str, Any] = {"DesiredCapacity": 2, "Instances": []}
        groups = [each | dry if each["AutoScalingGroupName"] == "spot" else each for each in page["AutoScalingGroups"]]
        return {**page, "AutoScalingGroups": groups}

    cloud.autoscaling = Changed(cloud.autoscaling, wants_two)
    cloud.report_size("spot", "GroupDesiredCapacity", 2, 40)
    cloud.report_size("spot", "GroupInServiceInstances", 0, 40)
    dimensions = [{"Name": "AutoScalingGroupName", "Value": "stand-in"}]
    ran = [(cloud.now - timedelta(minutes=ago), 2.0 if ago <= used_minutes else 0.0) for ago in range(12 * 60 + 1)]
    cloud.put("AWS/AutoScaling", dimensions, [("GroupInServiceInstances", value, at) for at, value in ran])


def test_on_demand_nodes_stand_in_for_dry_spot_and_their_hours_are_told(cloud: Cloud) -> None:
    dry_spot(cloud)
    run(cloud, SPOT)
    assert cloud.describe("stand-in")["DesiredCapacity"] == 2
    assert cloud.published("train", "FallbackNodeHours") == 0


def test_spot_that_was_there_lately_is_waited_for(cloud: Cloud) -> None:
    dry_spot(cloud)
    cloud.report_size("spot", "GroupInServiceInstances", 2, 15)
    run(cloud, SPOT)
    assert cloud.describe("stand-in")["DesiredCapacity"] == 0


def test_a_used_up_cap_ends_the_stand_ins_whatever_they_do(cloud: Cloud) -> None:
    dry_spot(cloud, stand_ins=2, used_minutes=121)
    for node in cloud.alive("stand-in"):
        cloud.report("train", node, 100)
    run(cloud, SPOT)
    assert cloud.describe("stand-in")["DesiredCapacity"] == 0
    assert cloud.alive("stand-in") == []


def test_hours_that_cannot_be_read_start_no_stand_in(cloud: Cloud) -> None:
    dry_spot(cloud)
    cloud.cloudwatch = Refusing(cloud.cloudwatch, "get_metric_data")
    with pytest.raises(StewardError, match="fallback metrics"):
        run(cloud, SPOT)
    assert cloud.describe("stand-in")["DesiredCapacity"] == 0


def test_an_idle_stand_in_is_stopped_like_any_node(cloud: Cloud) -> None:
    cloud.group("spot", 0)
    (node,) = cloud.group("stand-in", 1)
    for minutes in (40, 6):
        cloud.report("train", node, 0, minutes=minutes)
        run(cloud, PoolSettings("train", LIMITS, "spot", "stand-in", SPOT.fallback_limits))
        cloud.now += INTERVAL
    assert cloud.alive("stand-in") == []


def test_the_lambdas_handler_reads_its_settings_and_cares_for_the_pool(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (node,) = cloud.group("train", 1)
    cloud.now -= timedelta(hours=2)
    cloud.report("train", node, 0)
    pool = {"idle_duration_s": 1200, "boot_grace_s": 0.001, "expire_after_s": 259200, "fallback": None}
    for name, value in {
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "PENSTOCK_ENVIRONMENT": ENVIRONMENT,
        "PENSTOCK_POOLS": json.dumps({"train": pool}),
        "PENSTOCK_GROUPS": json.dumps({"train": {"primary": "train", "fallback": None}}),
    }.items():
        monkeypatch.setenv(name, value)
    handler({}, None)
    assert "penstock:marked-at" in cloud.tags(node)
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["action"] for entry in written if entry["event"] == "decision"] == ["mark"]
