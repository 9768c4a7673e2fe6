"""How many alarm metrics an alarm of CloudWatch is billed for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.cost import estimate
from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import facts, resource


def alarm(**inputs: Any) -> Any:
    return facts(resource("aws:cloudwatch/metricAlarm:MetricAlarm", "it", inputs))


def metric(name: str, period: int) -> dict[str, Any]:
    return {"id": name, "metric": {"metricName": name, "namespace": "N", "period": period, "stat": "Sum"}}


RATIO = {"id": "e", "expression": "a/b", "returnData": True}
BAND = {"id": "e", "expression": "ANOMALY_DETECTION_BAND(m)", "returnData": True}


@pytest.mark.parametrize(
    ("inputs", "usd"),
    [
        ({"period": 60}, "0.10"),
        ({}, "0.10"),
        ({"period": 10}, "0.30"),
        ({"period": 30}, "0.30"),
        ({"metricQueries": [RATIO, metric("a", 60), metric("b", 60)]}, "0.20"),
        ({"metricQueries": [RATIO, metric("a", 10), metric("b", 60)]}, "0.60"),
        ({"metricQueries": [BAND, metric("m", 120)], "thresholdMetricId": "e"}, "0.30"),
        ({"metricQueries": [BAND, metric("m", 10)], "thresholdMetricId": "e"}, "0.90"),
    ],
)
def test_an_alarm_bills_for_its_metrics_three_times_for_anomalies_and_three_times_for_seconds(
    inputs: dict[str, Any], usd: str
) -> None:
    assert estimate(alarm(**inputs), year=2026).total.expected == Decimal(usd)


@pytest.mark.parametrize("queries", [UNKNOWN, [UNKNOWN], [{"id": "q", "expression": "SELECT AVG(x) FROM SCHEMA(N)"}]])
def test_how_many_metrics_a_query_analyses_is_not_known(queries: Any) -> None:
    (line,) = alarm(metricQueries=queries).charges
    assert line.quantity is UNKNOWN
    (cost,) = estimate(alarm(metricQueries=queries), year=2026).resources
    assert (cost.unbounded, bool(cost.why_unpriced)) == (False, True)
