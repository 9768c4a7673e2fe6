"""Autoscale settings with Windows time zones, shutdown hours, and start and stop times of compute instances."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from penstock.resources import read
from penstock.resources.azure.schedules.windows_time_zones import WINDOWS_ZONES
from penstock.resources.facts import FactSet, SizeChange
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only

from .azure_program import facts, node, resource, run

SCALE_SET = "azure-native:compute:VirtualMachineScaleSet"
SETTING = "azure-native:monitor:AutoscaleSetting"
VM = "azure-native:compute:VirtualMachine"
SHUTDOWN = "azure-native:devtestlab:GlobalSchedule"
COMPUTE = "azure-native:machinelearningservices:Compute"

PROGRAM = """
group = azure.resources.ResourceGroup("team", location="westeurope")
workers = azure.compute.VirtualMachineScaleSet(
    "workers",
    resource_group_name=group.name,
    sku={"name": "Standard_NC24ads_A100_v4", "capacity": 1},
    virtual_machine_profile={"priority": "Spot"},
)

def hours(name, minimum, maximum, hour, days):
    return azure.monitor.AutoscaleProfileArgs(
        name=name,
        capacity={"default": minimum, "minimum": minimum, "maximum": maximum},
        rules=[],
        recurrence={
            "frequency": "Week",
            "schedule": {"days": days, "hours": [hour], "minutes": [30], "time_zone": "W. Europe Standard Time"},
        },
    )

week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
azure.monitor.AutoscaleSetting(
    "hours",
    resource_group_name=group.name,
    enabled=True,
    target_resource_uri=workers.id,
    profiles=[
        {"name": "always", "capacity": {"default": "0", "minimum": "0", "maximum": "4"}, "rules": []},
        hours("day", "2", "4", 8, week),
        hours("night", "0", "0", 20, week),
    ],
)
box = azure.compute.VirtualMachine(
    "box", resource_group_name=group.name, hardware_profile={"vm_size": "Standard_NC4as_T4_v3"}
)
azure.devtestlab.GlobalSchedule(
    "evening",
    resource_group_name=group.name,
    status="Enabled",
    task_type="ComputeVmShutdownTask",
    daily_recurrence={"time": "1915"},
    time_zone_id="Eastern Standard Time",
    target_resource_id=box.id,
)
azure.machinelearningservices.Compute(
    "notebook",
    resource_group_name=group.name,
    workspace_name="lab",
    properties={
        "compute_type": "ComputeInstance",
        "properties": {
            "vm_size": "Standard_NC4as_T4_v3",
            "schedules": {
                "compute_start_stop": [
                    {"action": "Start", "trigger_type": "Cron", "cron": {"expression": "0 8 * * 1-5"}},
                    {
                        "action": "Stop",
                        "trigger_type": "Recurrence",
                        "recurrence": {
                            "frequency": "Week",
                            "interval": 1,
                            "time_zone": "Tokyo Standard Time",
                            "schedule": {"hours": [18], "minutes": [0], "week_days": ["Friday"]},
                        },
                    },
                ]
            },
        },
    },
)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_a_recurring_profile_is_one_change_and_the_untimed_one_holds_before(found: FactSet) -> None:
    workers = only(found.nodes, "workers")
    assert (workers.minimum, workers.desired, workers.maximum) == (0, None, 4)
    assert workers.schedule == (
        SizeChange("30 8 * * 1,2,3,4,5", "Europe/Berlin", 2, None, 4),
        SizeChange("30 20 * * 1,2,3,4,5", "Europe/Berlin", 0, 0, 0),
    )


def test_a_shutdown_hour_stops_its_machine_every_day(found: FactSet) -> None:
    assert only(found.nodes, "box").schedule == (SizeChange("15 19 * * *", "America/New_York", 0, 0, 0),)


def test_a_compute_instance_starts_and_stops_by_cron_and_by_recurrence(found: FactSet) -> None:
    assert only(found.nodes, "notebook").schedule == (
        SizeChange("0 8 * * 1-5", "Etc/UTC", 1, 1, 1),
        SizeChange("0 18 * * 5", "Asia/Tokyo", 0, 0, 0),
    )


def test_every_zone_of_windows_is_one_that_exists() -> None:
    assert len(WINDOWS_ZONES) > 100
    for name in WINDOWS_ZONES.values():
        assert ZoneInfo(name).key == name


def set_and_setting(setting: Any) -> Any:
    group = resource(SCALE_SET, "it", {"sku": {"name": "a", "capacity": 3}, "virtualMachineProfile": {}})
    inputs = {"targetResourceUri": UNKNOWN, **setting}
    return group, resource(SETTING, "hours", inputs, sources={"targetResourceUri": (group,)})


CAPACITY = {"minimum": "1", "maximum": "5", "default": "2"}
SCHEDULE = {"days": ["Sunday"], "hours": [0, 12], "minutes": [0], "timeZone": "UTC"}


@pytest.mark.parametrize("enabled", [None, False])
def test_a_setting_that_is_off_changes_nothing(enabled: Any) -> None:
    it = node(*set_and_setting({"enabled": enabled, "profiles": [{"capacity": CAPACITY}]}))
    assert (it.minimum, it.desired, it.maximum, it.schedule) == (3, 3, 3, ())


@pytest.mark.parametrize(
    "setting",
    [
        {"enabled": UNKNOWN, "profiles": [{"capacity": CAPACITY}]},
        {"enabled": True, "profiles": UNKNOWN},
        {"enabled": True, "profiles": [{"capacity": UNKNOWN}]},
        {"enabled": True, "profiles": [UNKNOWN]},
    ],
)
def test_limits_that_are_not_known_are_not_guessed(setting: Any) -> None:
    it = node(*set_and_setting(setting))
    assert (it.minimum, it.maximum) == (UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        ({"frequency": "Week", "schedule": SCHEDULE}, ("0 0,12 * * 0", "Etc/UTC")),
        ({"frequency": "Week", "schedule": {**SCHEDULE, "days": ["monday", UNKNOWN]}}, (UNKNOWN, "Etc/UTC")),
        ({"frequency": "Week", "schedule": {**SCHEDULE, "hours": [24]}}, (UNKNOWN, "Etc/UTC")),
        ({"frequency": "Week", "schedule": {**SCHEDULE, "minutes": []}}, (UNKNOWN, "Etc/UTC")),
        ({"frequency": "Month", "schedule": SCHEDULE}, (UNKNOWN, "Etc/UTC")),
        ({"frequency": "Week", "schedule": {**SCHEDULE, "timeZone": "Middle Earth"}}, ("0 0,12 * * 0", UNKNOWN)),
        ({"frequency": "Week", "schedule": UNKNOWN}, (UNKNOWN, UNKNOWN)),
        (UNKNOWN, (UNKNOWN, UNKNOWN)),
    ],
)
def test_times_that_are_not_known_are_not_guessed(recurrence: Any, expected: object) -> None:
    profile = {"capacity": CAPACITY, "recurrence": recurrence}
    (change,) = node(*set_and_setting({"enabled": True, "profiles": [profile]})).schedule
    assert (change.recurrence, change.timezone) == expected
    assert (change.minimum, change.desired, change.maximum) == (1, None, 5)


def test_a_fixed_date_happens_once() -> None:
    profile = {"capacity": CAPACITY, "fixedDate": {"start": "2027-01-01T00:00:00", "timeZone": "UTC"}}
    (change,) = node(*set_and_setting({"enabled": True, "profiles": [profile]})).schedule
    assert change == SizeChange(None, "Etc/UTC", 1, None, 5)


@pytest.mark.parametrize(
    ("inputs", "recurrence"),
    [
        ({"dailyRecurrence": {"time": "07:05"}}, "5 7 * * *"),
        ({"dailyRecurrence": {"time": "2460"}}, UNKNOWN),
        ({"dailyRecurrence": {"time": "2400"}}, UNKNOWN),
        ({"dailyRecurrence": {"time": "٣٣٣٣"}}, UNKNOWN),
        ({"dailyRecurrence": UNKNOWN}, UNKNOWN),
        ({"dailyRecurrence": {"time": "0705"}, "status": UNKNOWN}, UNKNOWN),
        ({"dailyRecurrence": {"time": "0705"}, "taskType": UNKNOWN}, UNKNOWN),
    ],
)
def test_the_hour_of_a_shutdown(inputs: Any, recurrence: object) -> None:
    box = resource(VM, "box", {"vmName": "box"})
    given = {"status": "Enabled", "taskType": "ComputeVmShutdownTask", "targetResourceId": "/x/virtualMachines/box"}
    (change,) = node(box, resource(SHUTDOWN, "off", {**given, **inputs})).schedule
    assert change.recurrence == recurrence


@pytest.mark.parametrize("inputs", [{"status": "Disabled"}, {"taskType": "LabVmsStartupTask"}])
def test_a_schedule_that_is_off_or_of_another_kind_stops_nothing(inputs: Any) -> None:
    box = resource(VM, "box", {"vmName": "box"})
    given = {"status": "Enabled", "taskType": "ComputeVmShutdownTask", "targetResourceId": "/x/virtualMachines/box"}
    assert node(box, resource(SHUTDOWN, "off", {**given, **inputs})).schedule == ()


def test_a_target_that_is_not_in_the_program_is_no_gap() -> None:
    found = facts(resource(SETTING, "it", {"enabled": True, "targetResourceUri": "/x/y", "profiles": [UNKNOWN]}))
    assert (found.nodes, found.unread, len(found.free)) == ((), (), 1)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ({"action": "Start", "cron": {"expression": UNKNOWN}}, SizeChange(UNKNOWN, "Etc/UTC", 1, 1, 1)),
        ({"action": UNKNOWN, "cron": {"expression": "0 1 * * *"}}, SizeChange("0 1 * * *", "Etc/UTC", *[UNKNOWN] * 3)),
        (
            {
                "action": "Stop",
                "recurrence": {"frequency": "Day", "interval": 2, "schedule": {"hours": [1], "minutes": [2]}},
            },
            SizeChange(UNKNOWN, "Etc/UTC", 0, 0, 0),
        ),
        (
            {"action": "Stop", "recurrence": {"frequency": "Day", "schedule": {"hours": [1], "minutes": [2]}}},
            SizeChange("2 1 * * *", "Etc/UTC", 0, 0, 0),
        ),
        (UNKNOWN, SizeChange(*[UNKNOWN] * 5)),
    ],
)
def test_a_start_or_stop_that_is_not_known_is_not_guessed(schedule: Any, expected: SizeChange) -> None:
    inner = {"vmSize": "a", "schedules": {"computeStartStop": [schedule, {"status": "Disabled"}]}}
    inputs = {"properties": {"computeType": "ComputeInstance", "properties": inner}}
    assert node(resource(COMPUTE, "it", inputs)).schedule == (expected,)
