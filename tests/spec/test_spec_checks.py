"""What values mean beside each other: every consequence is told with its fix, and nothing is told of what is right."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.catalog import load
from penstock.spec import Pool, Schedule, check_environment, check_pool
from penstock.spec.hours import year_of
from penstock.terms import Purpose

from .samples import SMALL, environment, pool


def told(**changes: Any) -> list[str]:
    """What is said of one pool for training in us-east-1 with these changes."""
    asked = Pool.model_validate(pool(**changes))
    return [str(p) for p in check_pool(asked, "us-east-1", "aws", purpose=Purpose.TRAINING, catalog=SMALL)]


def only(**changes: Any) -> str:
    found = told(**changes)
    assert len(found) == 1, found
    return found[0]


def schedule(onhour: str = "0 8 * * 1-5", offhour: str = "0 20 * * 1-5", size: int = 2, timezone: str = "UTC") -> Any:
    return {"timezone": timezone, "onhour": onhour, "offhour": offhour, "size": size}


def test_a_right_pool_has_no_problem() -> None:
    assert told() == []
    assert told(schedule=schedule(), on_demand={"base": 1, "fallback": {"max_hours_per_day": 96}}) == []


def test_a_problem_of_one_pool_names_it_and_its_key() -> None:
    assert only(checkpoint=None).startswith("pool train: checkpoint: spot without a checkpoint")


@pytest.mark.parametrize("purpose", [Purpose.TRAINING, Purpose.EVALUATION, None])
def test_spot_without_a_checkpoint_would_lose_all_work(purpose: Purpose | None) -> None:
    asked = Pool.model_validate(pool(checkpoint=None))
    (problem,) = check_pool(asked, "us-east-1", "aws", purpose=purpose, catalog=SMALL)
    assert "lose all work" in problem.what


@pytest.mark.parametrize("purpose", [Purpose.INFERENCE, Purpose.DEVELOPMENT])
def test_spot_without_a_checkpoint_is_fine_where_no_long_work_is_lost(purpose: Purpose) -> None:
    asked = Pool.model_validate(pool(checkpoint=None))
    assert check_pool(asked, "us-east-1", "aws", purpose=purpose, catalog=SMALL) == []


def test_on_demand_needs_no_checkpoint() -> None:
    assert told(checkpoint=None, capacity_type="on-demand") == []


def test_a_save_must_fit_into_the_reclaim_notice_of_spot() -> None:
    long, fitting = ({"every": "1h", "save_within": text} for text in ("121s", "2m"))
    assert "save_within 121s is longer than the 2m notice that AWS gives" in only(checkpoint=long)
    assert told(checkpoint=long, capacity_type="on-demand") == []
    assert told(checkpoint=fitting) == []


def test_a_job_that_only_saves_is_refused() -> None:
    assert "nothing but save" in only(checkpoint={"every": "60s", "save_within": "1m"})


def test_a_first_save_after_the_end_of_a_node_is_refused() -> None:
    assert "stopped before its first save" in only(checkpoint={"every": "72h", "save_within": "1m"})
    assert told(checkpoint={"every": "72h", "save_within": "1m"}, idle=None) == []


def test_a_minimum_needs_idle_shutdown_written_off() -> None:
    assert "for ever" in only(min=1)
    assert told(min=1, idle=None) == []


def test_a_minimum_contradicts_a_schedule_even_without_idle_shutdown() -> None:
    assert "each offhour takes the pool to 0" in only(min=1, idle=None, schedule=schedule())
    assert "each offhour takes the pool to 0" in only(min=1, schedule=schedule())


def test_sizes_above_the_maximum_are_refused() -> None:
    assert "min 5 is above max 4" in only(min=5, idle=None)
    assert "schedule.size 5 is above max 4" in only(schedule=schedule(size=5))


def test_reserved_capacity_says_that_it_is_not_there_yet() -> None:
    assert "reserved capacity is not supported yet" in only(capacity_type="reserved")


@pytest.mark.parametrize("part", [{"base": 1}, {"fallback": {"max_hours_per_day": 1}}])
def test_an_on_demand_pool_has_no_on_demand_part(part: dict[str, Any]) -> None:
    assert f"on_demand.{next(iter(part))} in an on-demand pool" in only(capacity_type="on-demand", on_demand=part)


def test_a_spot_pool_is_never_silently_on_demand() -> None:
    assert "spot by name only" in only(on_demand={"base": 4})
    assert told(on_demand={"base": 3}) == []


def test_a_cap_that_caps_nothing_is_refused() -> None:
    assert "limits nothing" in only(on_demand={"fallback": {"max_hours_per_day": 97}})


def test_a_spot_gang_with_on_demand_nodes_pays_for_waiting() -> None:
    assert "wait for it at the full price" in only(gang=True, on_demand={"base": 1})


@pytest.mark.parametrize("key", ["idle_duration", "boot_grace"])
def test_idle_times_must_be_below_the_time_to_live(key: str) -> None:
    assert f"{key} 1h is not below expire_after 1h" in only(
        idle={"idle_duration": "5m", "boot_grace": "5m", "expire_after": "1h", key: "1h"}
    )


def test_a_start_script_must_leave_room_for_ours_counted_in_bytes() -> None:
    assert "12289 bytes" in only(user_data="#!" + "x" * 12287)
    assert told(user_data="#!" + "x" * 12286) == []
    assert "bytes" in only(user_data="#!" + "é" * 6144)


@pytest.mark.parametrize("script", ["echo hello", " #!/bin/sh", "cloud-config"])
def test_a_start_script_that_no_node_would_run_is_refused(script: str) -> None:
    assert "a node would ignore it" in only(user_data=script)


@pytest.mark.parametrize("script", ["#!/bin/sh\ntrue", "#cloud-config\npackages: [htop]"])
def test_what_a_node_runs_is_taken(script: str) -> None:
    assert told(user_data=script) == []


@pytest.mark.parametrize("image", ["ubuntu", "ami_1", "/aws/service/parameter"])
def test_an_image_that_the_cloud_cannot_know_is_refused(image: str) -> None:
    assert f"'{image}' is no image of AWS" in only(image=image)


@pytest.mark.parametrize("kind", ["p3.2xlarge", "trn1.32xlarge", "m5.large"])
def test_an_image_must_be_given_where_the_clouds_own_has_no_driver(kind: str) -> None:
    asked, region = pool(gpu=None, instance_types=[kind]), load("aws").regions_offering(kind)[0]

    def told_by_catalog(**more: str) -> list[str]:
        found = check_pool(Pool.model_validate({**asked, **more}), region, "aws", purpose=Purpose.TRAINING)
        return [str(problem) for problem in found]

    (problem,) = told_by_catalog()
    assert problem.startswith(f"pool train: image: missing: {kind} has ")
    assert told_by_catalog(image="ami-1") == told_by_catalog(image="resolve:ssm:/my/image") == []


def test_a_pause_between_two_steps_is_not_idleness() -> None:
    times = {"boot_grace": "5m", "expire_after": "1h"}
    assert "write 5m or more" in only(idle={"idle_duration": "299s", **times})
    assert told(idle={"idle_duration": "5m", **times}) == []


def test_an_unknown_region_is_told_once_and_the_rest_still_checked() -> None:
    asked = Pool.model_validate(pool(max=1, on_demand={"base": 1}, gpu={"name": "A10", "count": 1}))
    found = check_pool(asked, "us-est-1", "aws", catalog=SMALL)
    assert [p.where for p in found] == [f"pool train: {key}" for key in ("region", "gpu.name", "on_demand.base")]
    assert found[0].fix == "did you mean us-east-1?"


# --- schedules

NEVER = "0 8 29 2 */7"
"""29 February when it is a Sunday."""


@pytest.mark.parametrize(
    ("onhour", "offhour", "hours"),
    [
        ("0 8 * * 1-5", "0 20 * * 1-5", 12 * 260),  # 2028 has 260 weekdays
        ("0 8 * * *", "0 9 * * *", 366),
        ("0 0 29 2 *", "0 0 1 3 *", 24),
        ("0 8,9 * * *", "0 10 * * *", 2 * 366),  # a second onhour while on changes nothing
    ],
)
def test_on_hours_of_a_year_are_counted(onhour: str, offhour: str, hours: int) -> None:
    year = year_of(Schedule.model_validate(schedule(onhour, offhour)))
    assert year.on.total_seconds() == hours * 3600
    assert year.clash is None


def test_on_hours_follow_the_clock_of_the_time_zone() -> None:
    night = year_of(Schedule.model_validate(schedule("0 1 * * *", "0 4 * * *", timezone="Europe/Berlin")))
    assert night.on.total_seconds() == 3 * 366 * 3600  # one night has an hour less, one an hour more
    winter = year_of(Schedule.model_validate(schedule("0 1 30 10 *", "0 1 31 10 *", timezone="Europe/Berlin")))
    assert winter.on.total_seconds() == 24 * 3600
    back = year_of(Schedule.model_validate(schedule("0 1 29 10 *", "0 4 29 10 *", timezone="Europe/Berlin")))
    assert back.on.total_seconds() == 4 * 3600


def test_changes_inside_the_hour_that_comes_twice_end_the_walk() -> None:
    year = year_of(Schedule.model_validate(schedule("30 * * * *", "45 2 * * *", timezone="Europe/Berlin")))
    assert year.turns_on
    assert year.clash is None


def test_a_node_must_live_as_long_as_the_schedule_keeps_its_pool_on() -> None:
    def idle(expire_after: str) -> Any:
        return {"idle_duration": "20m", "boot_grace": "15m", "expire_after": expire_after}

    short = only(schedule=schedule(), idle=idle("11h"))
    assert short.startswith("pool train: idle.expire_after: expire_after 11h is shorter than the 12h ")
    assert "write 12h or more" in short
    assert told(schedule=schedule(), idle=idle("12h")) == []
    assert "the 108h that" in only(schedule=schedule("0 8 * * 1", "0 20 * * 5"))  # 72h unless written
    assert told(schedule=schedule("0 8 * * 1", "0 20 * * 5"), idle=None) == []


def test_a_schedule_that_never_turns_on_is_refused() -> None:
    assert "never turns on" in only(schedule=schedule(onhour=NEVER))


def test_a_schedule_that_never_turns_off_is_paid_around_the_clock() -> None:
    assert "around the clock" in only(schedule=schedule(offhour=NEVER))


def test_a_schedule_without_on_hours_is_refused() -> None:
    text = only(schedule=schedule("0 8 * * *", "0 8 * * *"))
    assert "both fire at 08:00 on 01 January" in text
    assert "no on-hours" in text


def test_a_clash_at_any_time_of_the_year_is_refused() -> None:
    assert "both fire at 20:00 on 25 December" in only(schedule=schedule("0 20 25 12 *", "0 20 * * *"))
    assert "both fire at 20:00 on 01 January" in only(schedule=schedule("0 8,20 * * *", "0 20 * * *"))


def test_a_forgotten_minute_is_refused() -> None:
    text = only(schedule=schedule(onhour="* 8 * * 1-5"))
    assert "fires 60 times an hour" in text
    assert '"0 8 * * 1-5"' in text


# --- the environment


def test_a_right_environment_has_no_problem() -> None:
    assert check_environment(environment(), catalog=SMALL) == []


def test_without_a_region_it_says_where_to_write_one() -> None:
    (problem,) = check_environment(environment(region=None), catalog=SMALL)
    assert problem.where == "region"
    assert "aws:region: us-east-1" in problem.fix


@pytest.mark.parametrize(("region", "fix"), [("us-esat-1", "did you mean us-east-1?"), ("cn-north-1", "for example")])
def test_a_region_that_is_meant_is_guessed_and_not_another_continents(region: str, fix: str) -> None:
    (problem,) = check_environment(environment(region=region), catalog=SMALL)
    assert fix in problem.fix


def test_ids_of_a_network_that_were_mixed_up_are_told() -> None:
    network = {"vpc_id": "subnet-1", "subnet_ids": ["subnet-2", "vpc-1", "subnet-2"]}
    found = check_environment(environment(network=network), catalog=SMALL)
    assert [(problem.where, problem.what) for problem in found] == [
        ("network.vpc_id", "'subnet-1' is no id of a network of AWS"),
        ("network.subnet_ids[1]", "'vpc-1' is no id of a subnet of AWS"),
        ("network.subnet_ids[2]", "'subnet-2' is listed twice"),
    ]
    right = {"vpc_id": "vpc-1", "subnet_ids": ["subnet-1", "subnet-2"]}
    assert check_environment(environment(network=right), catalog=SMALL) == []


@pytest.mark.parametrize("use", ["scratch", "checkpoint"])
def test_scratch_and_checkpoints_must_expire(use: str) -> None:
    (problem,) = check_environment(environment(storage=[{"name": "tmp", "use": use}]), catalog=SMALL)
    assert problem.where == "storage[0].expire_after"
    assert "for ever" in problem.what


@pytest.mark.parametrize("use", ["dataset", "output"])
def test_datasets_and_outputs_may_stay(use: str) -> None:
    assert check_environment(environment(storage=[{"name": "data", "use": use}]), catalog=SMALL) == []


def test_two_of_one_name_are_told_at_the_second() -> None:
    twins = environment(pool(), pool(), storage=[{"name": "out", "use": "output"}] * 2)
    found = check_environment(twins, catalog=SMALL)
    assert [problem.where for problem in found] == ["storage[1].name", "pools[1].name"]


def test_a_pools_problem_has_its_place_in_the_environment() -> None:
    (problem,) = check_environment(environment(pool(), pool(name="other", max=1, on_demand={"base": 1})), catalog=SMALL)
    assert problem.where == "pools[1].on_demand.base"


def test_zones_that_are_not_the_regions_are_told() -> None:
    network = {"cidr": "10.0.0.0/16", "zone_names": ["us-east-1b", "us-west-2a", "us-east-1", "us-east-1b"]}
    found = check_environment(environment(network=network), catalog=SMALL)
    assert [(problem.where, problem.what, problem.fix) for problem in found] == [
        ("network.zone_names[3]", "'us-east-1b' is listed twice", "remove one of the two"),
        (
            "network.zone_names[1]",
            "'us-west-2a' is no zone of us-east-1: nothing could be placed there",
            "write one such as us-east-1a",
        ),
        (
            "network.zone_names[2]",
            "'us-east-1' is no zone of us-east-1: nothing could be placed there",
            "write one such as us-east-1a",
        ),
    ]
