"""snapshot-without-expiry: what keeps copies also deletes them."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import outcome, resource, urn, verdict, verdicts

NAME = "snapshot-without-expiry"
PLAN = "aws:backup/plan:Plan"
POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
SINGLE = (
    "aws:ebs/snapshot:Snapshot",
    "aws:ebs/snapshotCopy:SnapshotCopy",
    "aws:rds/snapshot:Snapshot",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:docdb/clusterSnapshot:ClusterSnapshot",
)


@pytest.mark.parametrize("token", SINGLE)
@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (None, Outcome.FAIL),
        ({"team": "vision"}, Outcome.FAIL),
        ({"expires": "2027-01-31"}, Outcome.PASS),
        ({"expires": UNKNOWN}, Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_a_snapshot_says_when_it_goes(token: str, tags: Any, expected: Outcome) -> None:
    found = verdict(NAME, resource(token, "s", {"tags": tags}))
    assert found.outcome is expected
    if expected is not Outcome.PASS:
        assert found.fix == "add the tag expires: a date"


@pytest.mark.parametrize(
    ("token", "key"), [("gcp:compute/snapshot:Snapshot", "labels"), ("azure-native:compute:Snapshot", "tags")]
)
def test_snapshots_of_other_clouds_count_too(token: str, key: str) -> None:
    for inputs, expected in (({}, Outcome.FAIL), ({key: {"expires": "2027-01-31"}}, Outcome.PASS)):
        assert outcome(NAME, Resource(urn=urn(token, "s"), type=token, name="s", inputs=inputs)) is expected


@pytest.mark.parametrize(
    ("lifecycle", "expected"),
    [
        (None, Outcome.FAIL),
        ({"deleteAfter": 14}, Outcome.PASS),
        ({"deleteAfter": -1}, Outcome.FAIL),
        ({"coldStorageAfter": 30}, Outcome.FAIL),
        ({"deleteAfter": UNKNOWN}, Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_a_backup_rule_deletes_what_it_makes(lifecycle: Any, expected: Outcome) -> None:
    rules = [{"ruleName": "daily", "targetVaultName": "v", "lifecycle": lifecycle}]
    assert outcome(NAME, resource(PLAN, "p", {"rules": rules})) is expected


def test_each_rule_and_each_copy_of_a_plan_is_judged_by_itself() -> None:
    kept = {"lifecycle": {"deleteAfter": 14}}
    copy = {"destinationVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:v"}
    rules = [{**kept, "copyActions": [copy]}, kept]
    found = {it.property: it for it in verdicts(NAME, resource(PLAN, "p", {"rules": rules}))}
    assert {name: it.outcome for name, it in found.items()} == {
        "rules[0].lifecycle": Outcome.PASS,
        "rules[0].copyActions[0].lifecycle": Outcome.FAIL,
        "rules[1].lifecycle": Outcome.PASS,
    }
    failed = found["rules[0].copyActions[0].lifecycle"]
    assert failed.message == "a backup's copy action that nothing ever deletes; limit: an expiry"
    assert failed.fix == "set rules[0].copyActions[0].lifecycle.deleteAfter to a number of days"


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"schedules": [{"retainRule": {"count": 7}}]}, Outcome.PASS),
        ({"schedules": [{"name": "x"}]}, Outcome.FAIL),
        ({"schedules": UNKNOWN}, Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_a_lifecycle_policy_keeps_a_number(details: Any, expected: Outcome) -> None:
    assert outcome(NAME, resource(POLICY, "p", {"policyDetails": details})) is expected
