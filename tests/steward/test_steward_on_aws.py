"""The steward against moto over HTTP: real boto3, real Auto Scaling groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.steward.aws import Run, StewardError
from penstock.steward.decide import Limits
from penstock.steward.fallback import FallbackLimits
from penstock.steward.settings import PoolSettings, Settings

from .moto_cloud import ENVIRONMENT, Cloud

LIMITS = Limits(timedelta(minutes=20), timedelta(minutes=15), timedelta(hours=72))
TRAIN = PoolSettings("train", LIMITS, "train", None, None)
INTERVAL = timedelta(minutes=5)


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


SPOT = PoolSettings("train", LIMITS, "spot", "stand-in", FallbackLimits(timedelta(minutes=20), Decimal(4)))


def dry_spot(cloud: Cloud, *, used_minutes: int) -> None:
    """A spot group that wanted two nodes for 40 minutes and got none; two on-demand nodes ran for `used_minutes` today."""
    cloud.now = cloud.now.replace(hour=12) + timedelta(days=1)
    cloud.group("spot", 0)
    cloud.autoscaling.update_auto_scaling_group(AutoScalingGroupName="spot", DesiredCapacity=0)
    cloud.group("stand-in", 0)
    cloud.report_size("spot", "GroupDesiredCapacity", 2, 40)
    cloud.report_size("spot", "GroupInServiceInstances", 0, 40)
    minutes = range(12 * 60 + 1)
    cloud.put(
        "AWS/AutoScaling",
        [{"Name": "AutoScalingGroupName", "Value": "stand-in"}],
        [
            ("GroupInServiceInstances", 2.0 if ago > 720 - used_minutes else 0.0, cloud.now - timedelta(minutes=ago))
            for ago in minutes
        ],
    )
