"""Budgets of Google Cloud and Azure; those of AWS are in tests/policies/test_budget_required.py."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, Maybe

GCP = "gcp:billing/budget:Budget"
TOPIC = {"pubsubTopic": UNKNOWN}
CHANNEL = {"monitoringNotificationChannels": [UNKNOWN]}
SILENT = {"disableDefaultIamRecipients": True}
HALF = [{"thresholdPercent": 0.5}]


def notifies(token: str, inputs: dict[str, Any]) -> Maybe[bool]:
    resource = Resource(urn=f"urn:pulumi:dev::team::{token}::month", type=token, name="month", inputs=inputs)
    facts = read(Capture(project="team", stack="dev", resources=(resource,)))
    assert [it.urn for it in facts.free] == [resource.urn]
    (found,) = facts.budgets
    return found.notifies


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, False),
        ({"thresholdRules": HALF}, True),  # the account's administrators
        ({"thresholdRules": HALF, "allUpdatesRule": SILENT}, False),
        ({"thresholdRules": HALF, "allUpdatesRule": {"disableDefaultIamRecipients": UNKNOWN}}, UNKNOWN),
        ({"thresholdRules": UNKNOWN}, UNKNOWN),
        ({"allUpdatesRule": UNKNOWN}, UNKNOWN),
        ({"allUpdatesRule": TOPIC}, True),
        ({"allUpdatesRule": CHANNEL}, False),  # no threshold, so nothing to be told of
        ({"thresholdRules": HALF, "allUpdatesRule": CHANNEL | SILENT}, True),
        ({"thresholdRules": HALF, "allUpdatesRule": {"enableProjectLevelRecipients": True} | SILENT}, True),
        ({"thresholdRules": UNKNOWN, "allUpdatesRule": SILENT}, False),
    ],
)
def test_a_google_cloud_budget_tells_administrators_unless_it_is_told_not_to(
    inputs: dict[str, Any], expected: Maybe[bool]
) -> None:
    assert notifies(GCP, inputs) is expected


@pytest.mark.parametrize("token", ["azure-native:consumption:Budget", "azure-native:costmanagement:Budget"])
@pytest.mark.parametrize(
    ("notifications", "expected"),
    [
        (None, False),
        ({}, False),
        ({"all": {"enabled": False}}, False),
        ({"all": {"enabled": False}, "most": {"enabled": True}}, True),
        ({"all": {"enabled": UNKNOWN}}, UNKNOWN),
        ({"all": UNKNOWN}, UNKNOWN),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_an_azure_budget_tells_by_notifications_that_are_on(
    token: str, notifications: Any, expected: Maybe[bool]
) -> None:
    assert notifies(token, {"notifications": notifications}) is expected
