"""One page for the on-call: is the hardware busy, what stands idle, what does it cost this hour.

Spend is nodes in service times the catalog's price per hour of the dearest type that the pool may get: an upper figure, at once,
where the bill comes a day later. A pool whose price the catalog does not know has no line and is named in the title.

It deliberately shows no logs and takes no part in alarms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pulumi
import pulumi_aws as aws

from penstock.catalog import Offering
from penstock.common.labels import Labels
from penstock.common.program import region_of
from penstock.terms import CapacityType

Widget = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    """A group on the page; `hourly`: USD per node and hour at most, None when not known."""

    pool: str
    group_name: pulumi.Input[str]
    hourly: Decimal | None
    label: str


def dearest(offerings: Sequence[Offering], capacity_type: CapacityType) -> Decimal | None:
    """USD per hour of the dearest of `offerings`; None when the price of any is not known."""
    prices = [offering.hourly(capacity_type) for offering in offerings]
    known = [price for price in prices if price is not None]
    return max(known) if known and len(known) == len(prices) else None


class Dashboard(pulumi.ComponentResource):
    """A CloudWatch dashboard of GPU activity, idle hours and spend."""

    dashboard_name: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        *,
        labels: Labels,
        groups: Sequence[ShownGroup],
        region: str | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """`region`: the stack's `aws:region` unless given."""
        region = region_of(region, "aws")
        super().__init__(
            "penstock:aws:Dashboard", name, labels.inputs() | {"region": region, "groups": len(groups)}, opts
        )
        self._labels = labels
        self._region = region
        pools = list(dict.fromkeys(group.pool for group in groups))
        widgets = [self._activity(pools), self._idle(pools), self._nodes(groups), self._spend(groups)]
        dashboard = aws.cloudwatch.Dashboard(
            name,
            dashboard_name=re.sub(r"[^A-Za-z0-9_-]", "-", labels.environment),
            dashboard_body=pulumi.Output.json_dumps({"widgets": widgets}),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.dashboard_name = dashboard.dashboard_name
        self.register_outputs({"dashboardName": self.dashboard_name})

    def _activity(self, pools: Sequence[str]) -> Widget:
        search = '{{"{namespace}",Pool,InstanceId}} MetricName="GpuActivity" Pool="{pool}"'
        lines = [
            _expression(
                f"SEARCH('{search.format(namespace=self._labels.namespace, pool=pool)}', 'Maximum', 300)",
                f"a{number}",
                pool,
            )
            for number, pool in enumerate(pools)
        ]
        return self._widget("GPU activity by node (%)", lines, 0, 0)

    def _idle(self, pools: Sequence[str]) -> Widget:
        lines: list[Any] = []
        for number, pool in enumerate(pools):
            metric = [self._labels.namespace, "IdleNodes", "Pool", pool, {"id": f"i{number}", "visible": False}]
            lines += [metric, _expression(f"i{number} * PERIOD(i{number}) / 3600", f"h{number}", f"{pool} idle hours")]
        return self._widget("Idle node-hours", lines, 12, 0)

    def _nodes(self, groups: Sequence[ShownGroup]) -> Widget:
        lines = [_in_service(group, {"label": group.label}) for group in groups]
        return self._widget("Nodes in service", lines, 0, 6)

    def _spend(self, groups: Sequence[ShownGroup]) -> Widget:
        lines: list[Any] = []
        for number, group in enumerate(groups):
            if group.hourly is not None:
                lines += [
                    _in_service(group, {"id": f"n{number}", "visible": False}),
                    _expression(f"n{number} * {group.hourly:f}", f"s{number}", group.label),
                ]
        unpriced = [group.label for group in groups if group.hourly is None]
        title = "USD per hour at most" + (f" (unpriced: {', '.join(unpriced)})" if unpriced else "")
        return self._widget(title, lines, 12, 6)

    def _widget(self, title: str, metrics: Sequence[Any], x: int, y: int) -> Widget:
        return {
            "type": "metric",
            "x": x,
            "y": y,
            "width": 12,
            "height": 6,
            "properties": {
                "title": title,
                "region": self._region,
                "view": "timeSeries",
                "stat": "Average",
                "period": 300,
                "metrics": list(metrics),
            },
        }


def _in_service(group: ShownGroup, options: Mapping[str, Any]) -> list[Any]:
    return ["AWS/AutoScaling", "GroupInServiceInstances", "AutoScalingGroupName", group.group_name, dict(options)]


def _expression(expression: str, key: str, label: str) -> list[Any]:
    return [{"expression": expression, "id": key, "label": label}]
