"""Sizes by the clock: an autoscaler's schedules, jobs that resize, instances that start and stop."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.resources import read
from penstock.resources.facts import FactSet, SizeChange
from penstock.resources.gcp.schedules.cron import Weekly, weekly
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only, skus

from .gcp_program import facts, node, resource, run

GROUP = "gcp:compute/instanceGroupManager:InstanceGroupManager"
AUTOSCALER = "gcp:compute/autoscaler:Autoscaler"
INSTANCE = "gcp:compute/instance:Instance"
JOB = "gcp:cloudscheduler/job:Job"

PROGRAM = """
template = gcp.compute.InstanceTemplate("worker", machine_type="g2-standard-8", disks=[{"source_image": "cos"}])
scaled = gcp.compute.InstanceGroupManager(
    "scaled", base_instance_name="w", zone="us-central1-a", versions=[{"instance_template": template.self_link}]
)
gcp.compute.Autoscaler(
    "scaled",
    zone="us-central1-a",
    target=scaled.id,
    autoscaling_policy={
        "min_replicas": 0,
        "max_replicas": 6,
        "cpu_utilization": {"target": 0.6},
        "scaling_schedules": [
            {
                "name": "day",
                "schedule": "30 8 * * MON-FRI",
                "duration_sec": 36000,
                "min_required_replicas": 4,
                "time_zone": "Europe/Berlin",
            },
            {"name": "off", "schedule": "0 0 * * *", "duration_sec": 60, "min_required_replicas": 6, "disabled": True},
        ],
    },
)
resized = gcp.compute.InstanceGroupManager(
    "resized",
    name="resized",
    base_instance_name="w",
    zone="us-central1-a",
    target_size=0,
    versions=[{"instance_template": template.self_link}],
)
for name, hour, size in (("up", 8, 3), ("down", 20, 0)):
    gcp.cloudscheduler.Job(
        name,
        region="us-central1",
        schedule=f"0 {hour} * * 1-5",
        time_zone="America/New_York",
        http_target={
            "http_method": "POST",
            "uri": pulumi.Output.concat(
                "https://compute.googleapis.com/compute/v1/projects/team/zones/us-central1-a/instanceGroupManagers/",
                resized.name,
                f"/resize?size={size}",
            ),
            "oauth_token": {"service_account_email": "scaler@team.iam.gserviceaccount.com"},
        },
    )
hours = gcp.compute.ResourcePolicy(
    "hours",
    region="us-central1",
    instance_schedule_policy={
        "vm_start_schedule": {"schedule": "0 9 * * 1-5"},
        "vm_stop_schedule": {"schedule": "0 18 * * 1-5"},
        "time_zone": "Asia/Tokyo",
    },
)
gcp.compute.Instance(
    "box", machine_type="g2-standard-4", boot_disk={}, network_interfaces=[{}], resource_policies=hours.id
)
other = gcp.compute.Instance("other", machine_type="g2-standard-4", boot_disk={}, network_interfaces=[{}])
gcp.compute.ResourcePolicyAttachment("other", name=hours.name, instance=other.name)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_a_scaling_schedule_raises_the_minimum_and_ends(found: FactSet) -> None:
    scaled = only(found.nodes, "scaled")
    assert (scaled.minimum, scaled.maximum) == (0, 6)
    assert scaled.schedule == (
        SizeChange("30 18 * * 1,2,3,4,5", "Europe/Berlin", minimum=0, desired=0, maximum=None),
        SizeChange("30 8 * * MON-FRI", "Europe/Berlin", minimum=4, desired=None, maximum=None),
    )


def test_a_job_that_calls_resize_sets_the_size_exactly(found: FactSet) -> None:
    assert only(found.nodes, "resized").schedule == (
        SizeChange("0 20 * * 1-5", "America/New_York", minimum=0, desired=0, maximum=0),
        SizeChange("0 8 * * 1-5", "America/New_York", minimum=3, desired=3, maximum=3),
    )
    assert skus(found) == {"scheduler-job-month": 1}


def test_an_instance_schedule_starts_and_stops_what_it_is_attached_to(found: FactSet) -> None:
    changes = (
        SizeChange("0 9 * * 1-5", "Asia/Tokyo", minimum=1, desired=1, maximum=1),
        SizeChange("0 18 * * 1-5", "Asia/Tokyo", minimum=0, desired=0, maximum=0),
    )
    assert only(found.nodes, "box").schedule == changes
    assert only(found.nodes, "other").schedule == changes


def schedule(**inputs: Any) -> dict[str, Any]:
    return {"schedule": "0 8 * * *", "durationSec": 3600, "minRequiredReplicas": 2, **inputs}


def changes(*schedules: dict[str, Any]) -> tuple[SizeChange, ...]:
    policy = {"minReplicas": 1, "maxReplicas": 9, "scalingSchedules": list(schedules)}
    group = resource(GROUP, "workers", {"versions": []})
    scaler = resource(
        AUTOSCALER, "scaler", {"target": UNKNOWN, "autoscalingPolicy": policy}, sources={"target": (group,)}
    )
    return node(group, scaler).schedule


@pytest.mark.parametrize(
    "inputs",
    [
        {"schedule": "0 8 1 * *"},  # once a month: no weekly end
        {"schedule": "0 8-18 * * *"},
        {"schedule": UNKNOWN},
        {"durationSec": UNKNOWN},
        {"durationSec": 25 * 3600},  # reaches into the next day's
        {"schedule": "0 8 * * 9"},
    ],
)
def test_a_schedule_whose_end_cannot_be_told_has_no_known_time(inputs: dict[str, Any]) -> None:
    assert [change.recurrence for change in changes(schedule(**inputs))] == [UNKNOWN]


def test_schedules_that_overlap_have_no_known_time_and_ones_that_touch_do() -> None:
    one, other = schedule(), schedule(schedule="30 8 * * 3")
    for overlapping in (changes(one, other), changes(other, one)):
        assert [change.recurrence for change in overlapping] == [UNKNOWN, UNKNOWN]
    touching = changes(schedule(minRequiredReplicas=5), schedule(schedule="0 9 * * *"))
    assert [(change.recurrence, change.minimum) for change in touching] == [
        ("0 9 * * *", 1),
        ("0 10 * * *", 1),
        ("0 8 * * *", 5),
        ("0 9 * * *", 2),  # declared after the other's end at the same moment, so it wins
    ]


@given(
    minute=st.integers(0, 59),
    hour=st.integers(0, 23),
    days=st.sets(st.integers(0, 6), min_size=1),
    minutes=st.integers(1, 6 * 24 * 60),
)
def test_the_end_of_a_weekly_schedule_is_as_long_after_its_start_as_it_lasts(
    minute: int, hour: int, days: set[int], minutes: int
) -> None:
    run_ = weekly(f"{minute} {hour} * * {','.join(map(str, days))}", minutes * 60)
    assert run_ is not None
    assert run_ == Weekly(hour * 60 + minute, frozenset(days), minutes)
    end = weekly(run_.end, 60)
    assert end is not None
    starts = {day * 1440 + run_.minute for day in run_.days}
    assert {day * 1440 + end.minute for day in end.days} == {(start + minutes) % (7 * 1440) for start in starts}


@pytest.mark.parametrize(
    ("target", "size"),
    [
        (
            {
                "uri": "https://compute.googleapis.com/compute/v1/projects/p/zones/z/instanceGroupManagers/g/resize?size=4"
            },
            4,
        ),
        (
            {"uri": "https://compute.googleapis.com/compute/v1/projects/p/zones/z/instanceGroupManagers/g/resize"},
            UNKNOWN,
        ),
        (
            {
                "uri": "https://compute.googleapis.com/compute/v1/projects/p/zones/z/instanceGroupManagers/g",
                "body": base64.b64encode(json.dumps({"targetSize": 2}).encode()).decode(),
            },
            2,
        ),
        ({"uri": UNKNOWN}, UNKNOWN),
    ],
)
def test_a_job_that_changes_a_group(target: dict[str, Any], size: object) -> None:
    group = resource(GROUP, "g", {"name": "g", "targetSize": 1, "versions": []})
    inputs = {"schedule": "0 8 * * *", "timeZone": "Etc/UTC", "httpTarget": target}
    sources = {"httpTarget": (group,)} if target["uri"] is UNKNOWN else {}
    (change,) = node(group, resource(JOB, "job", inputs, sources=sources)).schedule
    assert (change.minimum, change.desired, change.maximum) == (size, size, size)


@pytest.mark.parametrize(
    "inputs",
    [
        {"httpTarget": {"uri": "https://example.com/hook"}},
        {"httpTarget": {"uri": "https://compute.googleapis.com/compute/v1/projects/p/zones/z/instanceGroupManagers/g"}},
        {"pubsubTarget": {"topicName": "t"}},
        {
            "paused": True,
            "httpTarget": {
                "uri": "https://x.googleapis.com/v1/projects/p/zones/z/instanceGroupManagers/g/resize?size=4"
            },
        },
    ],
)
def test_other_jobs_change_no_size(inputs: dict[str, Any]) -> None:
    group = resource(GROUP, "g", {"name": "g", "targetSize": 1, "versions": []})
    assert node(group, resource(JOB, "job", {"schedule": "0 8 * * *", **inputs})).schedule == ()


@pytest.mark.parametrize(("action", "nodes"), [("stop", 0), ("suspend", 0), ("start", 1), ("resume", 1)])
def test_a_job_may_stop_or_start_an_instance(action: str, nodes: int) -> None:
    box = resource(INSTANCE, "box", {"name": "box", "machineType": "g2-standard-4"})
    uri = f"https://compute.googleapis.com/compute/v1/projects/p/zones/z/instances/box/{action}"
    job = resource(JOB, "job", {"schedule": "0 20 * * *", "httpTarget": {"uri": uri}})
    (change,) = only(facts(box, job).nodes, "box").schedule
    assert (change.recurrence, change.timezone, change.desired) == ("0 20 * * *", "Etc/UTC", nodes)
