"""schedule-fights-apply: a schedule and a declared desired size do not stand side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import change, group, instance, outcome, urn, verdict, verdicts

NAME = "schedule-fights-apply"


def test_a_declared_size_beside_a_schedule_fails_and_is_told() -> None:
    found = verdict(NAME, group(desiredCapacity=2), change())
    assert found.outcome is Outcome.FAIL
    assert found.property == "desiredCapacity"
    assert found.message == "a schedule changes its size, and every deployment sets desiredCapacity; limit: one of them"
    assert found.fix == "leave desiredCapacity out, or add it to ignore_changes"


def test_a_size_that_only_the_cloud_knows_is_set_all_the_same() -> None:
    assert outcome(NAME, group(desiredCapacity=UNKNOWN), change()) is Outcome.FAIL
    assert outcome(NAME, group(desiredCapacity=0), change()) is Outcome.FAIL


def test_the_schedule_alone_passes() -> None:
    assert outcome(NAME, group(), change()) is Outcome.PASS


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [("desiredCapacity", Outcome.PASS), ("*", Outcome.PASS), ("minSize", Outcome.FAIL), ("desired", Outcome.FAIL)],
)
def test_a_size_whose_changes_are_ignored_is_not_set_again(ignored: str, expected: Outcome) -> None:
    pool = replace(group(desiredCapacity=2), ignore_changes=(ignored,))
    assert outcome(NAME, pool, change()) is expected


def test_without_a_schedule_of_its_size_there_is_nothing_to_fight() -> None:
    assert outcome(NAME, group(desiredCapacity=2)) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(desiredCapacity=2), change(desiredCapacity=-1)) is Outcome.NOT_APPLICABLE
    assert verdicts(NAME, instance("g5.xlarge")) == []


def test_a_schedule_of_another_group_does_not_count() -> None:
    other = group("other")
    assert outcome(NAME, group(desiredCapacity=2), other, change(of="other"), about="pool") is Outcome.NOT_APPLICABLE


def test_machines_without_accelerators_count_too() -> None:
    assert outcome(NAME, group(desiredCapacity=2, kind="t3.micro"), change()) is Outcome.FAIL


@pytest.mark.parametrize(("sizes", "expected"), [({"targetSize": 2}, Outcome.FAIL), ({}, Outcome.PASS)])
def test_a_google_cloud_group_that_a_job_resizes(sizes: dict[str, int], expected: Outcome) -> None:
    token, clock = "gcp:compute/instanceGroupManager:InstanceGroupManager", "gcp:cloudscheduler/job:Job"
    pool = Resource(
        urn=urn(token, "pool"), type=token, name="pool", inputs={"name": "pool", "zone": "us-central1-a"} | sizes
    )
    call = "https://compute.googleapis.com/compute/v1/projects/p/zones/us-central1-a/instanceGroupManagers/pool/resize?size=0"
    inputs = {"schedule": "0 20 * * *", "timeZone": "Europe/Berlin", "httpTarget": {"uri": call}}
    assert outcome(NAME, pool, Resource(urn=urn(clock, "off"), type=clock, name="off", inputs=inputs)) is expected
