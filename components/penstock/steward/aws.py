"""The steward on AWS: reads groups, nodes and metrics, does what `decide` and `fallback` say. `handler` is the Lambda's.

It touches only nodes of the groups it is told of, and of these only groups that carry its environment's tag. A failure for
one pool or node is logged and collected, the others are still cared for, and the run fails at its end, so that Lambda's own
error metric shows it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple, Protocol, cast

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from penstock.terms import Tag

from .decide import LOOKBACK, PERIOD, REPORTED_AS, Action, Decision, Node, Sample, decide_all, window
from .fallback import HOLE, FallbackDecision, Shortage, Size, decide_fallback
from .settings import PoolSettings, Settings, read

QUERIES_PER_CALL: Final = 500
"""`MetricDataQueries` per call (CloudWatch API reference, GetMetricData)."""

IDS_PER_CALL: Final = 200
"""Values of one filter (EC2 API reference, DescribeInstances)."""

LEAVING: Final = ("Terminat", "Detach")
"""How the lifecycle states of nodes begin that are no longer ours to stop (Auto Scaling user guide, instance lifecycle)."""


_EPOCH: Final = datetime.fromtimestamp(0, UTC)


class Paginator(Protocol):
    """A boto3 paginator."""

    def paginate(self, **request: object) -> Iterable[dict[str, Any]]: ...


class AutoScaling(Protocol):
    """What is called of Auto Scaling."""

    def get_paginator(self, operation_name: str) -> Paginator: ...
    def terminate_instance_in_auto_scaling_group(self, **request: object) -> object: ...
    def set_desired_capacity(self, **request: object) -> object: ...


class Ec2(Protocol):
    """What is called of EC2."""

    def get_paginator(self, operation_name: str) -> Paginator: ...
    def create_tags(self, **request: object) -> object: ...
    def delete_tags(self, **request: object) -> object: ...


class CloudWatch(Protocol):
    """What is called of CloudWatch."""

    def get_paginator(self, operation_name: str) -> Paginator: ...
    def put_metric_data(self, **request: object) -> object: ...


@dataclass(frozen=True, slots=True)
class Clients:
    """The three services."""

    autoscaling: AutoScaling
    ec2: Ec2
    cloudwatch: CloudWatch


class Metric(NamedTuple):
    """One series to read. `statistic`: of the values within a minute."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...]
    statistic: str


Series = dict[datetime, float]


class StewardError(Exception):
    """Something could not be read or done; the message says what."""


def write_line(entry: Mapping[str, object]) -> None:
    """One JSON line to Lambda's log."""
    sys.stdout.write(json.dumps(entry, default=str) + "\n")


def handler(event: object, context: object) -> None:  # noqa: ARG001 - Lambda's signature
    """One run. Raises StewardError at its end when anything failed, SettingsError when it cannot begin."""
    clients = Clients(*(_client(name) for name in ("autoscaling", "ec2", "cloudwatch")))
    Run(read(os.environ), clients, datetime.now(UTC), write_line).all_pools()


def _client(service: str) -> Any:
    make = cast("Callable[[str], Any]", boto3.client)  # pyright: ignore[reportUnknownMemberType] - boto3 has no types
    return make(service)


class Run:
    """One run over all pools at `now`."""

    def __init__(
        self, settings: Settings, clients: Clients, now: datetime, log: Callable[[Mapping[str, object]], None]
    ) -> None:
        self._settings = settings
        self._clients = clients
        self._now = now
        self._log = log
        self._errors: list[str] = []

    def all_pools(self) -> None:
        """Care for every pool. Raises StewardError that names every failure."""
        for problem in self._settings.problems:
            self._note_error("settings", problem)
        with self._collecting("groups"):
            groups = self._groups()
            for pool in self._settings.pools:
                with self._collecting(pool.name):
                    self._pool(pool, groups)
        if self._errors:
            raise StewardError("; ".join(self._errors))

    def _pool(self, pool: PoolSettings, groups: Mapping[str, dict[str, Any]]) -> None:
        names = [name for name in (pool.primary, pool.fallback) if name is not None]
        own = {name: groups[name] for name in names if name in groups}
        for name in names:
            if name not in own:
                self._note_error(pool.name, f"group {name} is not there or lacks the tag {Tag.ENVIRONMENT}")
        if not own:
            return
        decisions = decide_all(self._nodes(pool, own.values()), {pool.name: pool.limits}, self._now)
        for decision in decisions:
            with self._collecting(pool.name, decision.node.instance_id):
                self._act(decision)
        metrics = {
            "IdleNodes": float(sum(decision.idle for decision in decisions)),
            "UnreadableNodes": float(sum(decision.unreadable for decision in decisions)),
        }
        with self._collecting(pool.name, "fallback"):
            chosen = self._fallback(pool, own, int(metrics["IdleNodes"]))
            if chosen is not None:
                metrics["FallbackNodeHours"] = float(chosen.hours)
        self._publish(pool.name, metrics)

    # Acting

    def _act(self, decision: Decision) -> None:
        node = decision.node
        self._log(
            {
                "event": "decision",
                "pool": node.pool,
                "instance": node.instance_id,
                "action": decision.action,
                "reason": decision.reason,
                "dry_run": self._settings.dry_run,
            }
        )
        if self._settings.dry_run:
            return
        match decision.action:
            case Action.KEEP:
                pass
            case Action.MARK:
                tags = [{"Key": Tag.MARKED, "Value": self._now.astimezone(UTC).isoformat()}]
                self._clients.ec2.create_tags(Resources=[node.instance_id], Tags=tags)
            case Action.UNMARK:
                self._clients.ec2.delete_tags(Resources=[node.instance_id], Tags=[{"Key": Tag.MARKED}])
            case Action.STOP:
                self._stop(decision)

    def _stop(self, decision: Decision) -> None:
        """End the node and lower the group's size with it. The group's minimum is respected: an idle node that it holds is
        logged, an expired one is an error, because it should not be there."""
        try:
            self._clients.autoscaling.terminate_instance_in_auto_scaling_group(
                InstanceId=decision.node.instance_id, ShouldDecrementDesiredCapacity=True
            )
        except ClientError as error:
            if decision.expired or "minSize" not in str(error):
                raise
            self._log({"event": "held", "instance": decision.node.instance_id, "reason": str(error)})

    def _publish(self, pool: str, metrics: Mapping[str, float]) -> None:
        self._log({"event": "metrics", "pool": pool, **metrics})
        if self._settings.dry_run:
            return
        dimensions = [{"Name": "Pool", "Value": pool}]
        data = [
            {"MetricName": name, "Dimensions": dimensions, "Timestamp": self._now, "Value": value}
            for name, value in metrics.items()
        ]
        self._clients.cloudwatch.put_metric_data(Namespace=self._settings.namespace, MetricData=data)

    def _fallback(
        self, pool: PoolSettings, groups: Mapping[str, dict[str, Any]], idle_nodes: int
    ) -> FallbackDecision | None:
        """What was decided about the pool's on-demand stand-ins; None when it has none."""
        limits, name = pool.fallback_limits, pool.fallback
        if limits is None or name is None or name not in groups:
            return None
        today = self._now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        shortage, used = Shortage({}, {}), Series()
        with self._collecting(pool.name, "fallback metrics"):  # unread, they count as hours used and as no shortage
            used = self._read({name: _size(name, "GroupInServiceInstances", "Maximum")}, today)[name]
            wanted = _size(pool.primary, "GroupDesiredCapacity", "Minimum")
            got = _size(pool.primary, "GroupInServiceInstances", "Maximum")
            series = self._read({"wanted": wanted, "got": got}, self._now - limits.after - HOLE)
            shortage = Shortage(series["wanted"], series["got"])
        group = _group_size(groups[name])
        chosen = decide_fallback(
            limits,
            # A spot group that is not there lacks nothing.
            primary=_group_size(groups[pool.primary]) if pool.primary in groups else Size(0, 0, 0, self._now),
            fallback=group,
            shortage=shortage,
            in_service_today=used,
            idle_nodes=idle_nodes,
            now=self._now,
        )
        self._log({"event": "fallback", "pool": pool.name, "desired": chosen.desired, "reason": chosen.reason})
        if chosen.desired is not None and not self._settings.dry_run:
            self._clients.autoscaling.set_desired_capacity(
                AutoScalingGroupName=name, DesiredCapacity=chosen.desired, HonorCooldown=False
            )
        return chosen

    # Reading

    def _groups(self) -> dict[str, dict[str, Any]]:
        """The environment's groups by name."""
        tag = {"Name": f"tag:{Tag.ENVIRONMENT}", "Values": [self._settings.environment]}
        pages = self._clients.autoscaling.get_paginator("describe_auto_scaling_groups").paginate(Filters=[tag])
        return {group["AutoScalingGroupName"]: group for page in pages for group in page["AutoScalingGroups"]}

    def _nodes(self, pool: PoolSettings, groups: Iterable[dict[str, Any]]) -> list[Node]:
        """Every node of `groups` that is not already leaving. What cannot be read of it is absent, never made up."""
        ids = [
            instance["InstanceId"]
            for group in groups
            for instance in group["Instances"]
            if not instance["LifecycleState"].startswith(LEAVING)
        ]
        described: dict[str, dict[str, Any]] = {}
        with self._collecting(pool.name, "instances"):
            described = self._instances(ids)
        series: dict[str, Series] = {}
        with self._collecting(pool.name, "metrics"):
            series = self._read(
                {
                    f"{name}/{instance_id}": self._node_metric(pool.name, instance_id, name)
                    for instance_id in ids
                    for name in ("GpuActivity", "GpuUnreadable", "Heartbeat")
                },
                self._now - window(pool.limits or REPORTED_AS) - LOOKBACK,
            )
        return [
            Node(
                instance_id=instance_id,
                pool=pool.name,
                launched_at=described.get(instance_id, {}).get("LaunchTime"),
                activity=tuple(Sample(*item) for item in series.get(f"GpuActivity/{instance_id}", {}).items()),
                unreadable=tuple(series.get(f"GpuUnreadable/{instance_id}", {})),
                heartbeats=tuple(series.get(f"Heartbeat/{instance_id}", {})),
                marked_at=_mark(described.get(instance_id, {})),
            )
            for instance_id in ids
        ]

    def _instances(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Instances by id. Asked for by filter: a named id that is just gone would fail the whole call."""
        paginator = self._clients.ec2.get_paginator("describe_instances")
        return {
            instance["InstanceId"]: instance
            for some in _chunks(ids, IDS_PER_CALL)
            for page in paginator.paginate(Filters=[{"Name": "instance-id", "Values": list(some)}])
            for reservation in page["Reservations"]
            for instance in reservation["Instances"]
        }

    def _node_metric(self, pool: str, instance_id: str, name: str) -> Metric:
        dimensions = (("Pool", pool), ("InstanceId", instance_id))
        return Metric(self._settings.namespace, name, dimensions, "Maximum")

    def _read(self, metrics: Mapping[str, Metric], start: datetime) -> dict[str, Series]:
        """The minutes of each metric from `start` to now. Raises StewardError when CloudWatch gives only part of them."""
        found: dict[str, Series] = {key: {} for key in metrics}
        paginator = self._clients.cloudwatch.get_paginator("get_metric_data")
        for some in _chunks(list(metrics), QUERIES_PER_CALL):
            status: dict[str, str] = {}
            pages = paginator.paginate(
                MetricDataQueries=[_query(f"m{index}", metrics[key]) for index, key in enumerate(some)],
                StartTime=start.replace(second=0, microsecond=0),
                EndTime=self._now,
            )
            for page in pages:
                for result in page["MetricDataResults"]:
                    key = some[int(result["Id"][1:])]
                    found[key].update(zip(result["Timestamps"], result["Values"], strict=True))
                    status[key] = result["StatusCode"]
            partial = sorted(key for key in some if status.get(key) != "Complete")
            if partial:
                raise StewardError(f"CloudWatch did not give all of {', '.join(partial)}")
        return found

    # Failing

    @contextmanager
    def _collecting(self, *where: str) -> Generator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, StewardError) as error:
            self._note_error(" ".join(where), str(error))

    def _note_error(self, where: str, what: str) -> None:
        self._errors.append(f"{where}: {what}")
        self._log({"event": "error", "where": where, "error": what})


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _query(query_id: str, metric: Metric) -> dict[str, Any]:
    return {
        "Id": query_id,
        "MetricStat": {
            "Metric": {
                "Namespace": metric.namespace,
                "MetricName": metric.name,
                "Dimensions": [{"Name": name, "Value": value} for name, value in metric.dimensions],
            },
            "Period": int(PERIOD / timedelta(seconds=1)),
            "Stat": metric.statistic,
        },
    }


def _size(group: str, name: str, statistic: str) -> Metric:
    """A group's own metric (Auto Scaling user guide, CloudWatch metrics): there only when its collection is enabled."""
    return Metric("AWS/AutoScaling", name, (("AutoScalingGroupName", group),), statistic)


def _group_size(group: dict[str, Any]) -> Size:
    in_service = sum(instance["LifecycleState"] == "InService" for instance in group["Instances"])
    return Size(group["DesiredCapacity"], in_service, group["MaxSize"], group["CreatedTime"])


def _mark(instance: dict[str, Any]) -> datetime | None:
    """When an earlier run marked the instance. Anything else in the tag is a mark too old to be of use."""
    for tag in instance.get("Tags", []):
        if tag["Key"] == Tag.MARKED:
            try:
                return max(_EPOCH, datetime.fromisoformat(tag["Value"]).astimezone(UTC))
            except (ValueError, OverflowError):
                return _EPOCH
    return None
