"""Every stack of the repository lives through its whole life on the real engine: once each, then looked at from all sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from .aws_cloud import BUCKET, GROUP, SCHEDULE, fire
from .cli import PulumiCli
from .conftest import ROOT, STACKS, open_once
from .world import World

SIZES = ("minSize", "maxSize", "desiredCapacity")

PARTS_OF_A_BUCKET = tuple(
    f"aws:s3/{kind[0].lower()}{kind[1:]}:{kind}"
    for kind in (
        "BucketLifecycleConfiguration",
        "BucketPublicAccessBlock",
        "BucketServerSideEncryptionConfiguration",
        "BucketVersioning",
    )
)
"""What keeps a bucket private and cheap; each is a resource of its own."""

Changes = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What each operation did or found, in order. A change of nothing is empty."""

    previewed: Changes
    existing_after_preview: int
    made: Changes
    previewed_again: Changes
    refreshed: Changes
    night: Changes
    sizes_at_night: list[tuple[object, ...]]
    scheduled_at_night: list[object]
    sizes_after_up_at_night: list[tuple[object, ...]]
    retained: set[str]
    parts: set[tuple[str, object]]
    left: set[str]
    kept_buckets: set[str]
    parts_left: set[tuple[str, object]]
    state_left: int


@pytest.fixture(scope="module", params=STACKS)
def life(request: pytest.FixtureRequest, pulumi_cli: PulumiCli, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """The life of one stack."""
    with open_once(pulumi_cli, ROOT, request.param, tmp_path_factory.mktemp(request.param)) as project:
        world = project.world
        previewed = project.preview().changes
        existing = len(world)
        made = project.up()
        previewed_again = project.preview().changes
        refreshed = project.refresh()
        for schedule in world.of_type(SCHEDULE):
            if "off" in schedule.name:
                fire(schedule, world)
        sizes_at_night = sizes(world)
        scheduled = {schedule.properties["autoscalingGroupName"] for schedule in world.of_type(SCHEDULE)}
        scheduled_at_night = [
            group.properties["desiredCapacity"]
            for group in world.of_type(GROUP)
            if group.properties["name"] in scheduled
        ]
        night = project.up(refresh=True)
        sizes_after = sizes(world)
        retained = {one["urn"] for one in project.state() if one.get("retainOnDelete")}
        parts = parts_of_buckets(world)
        project.destroy()
        return Life(
            previewed=previewed,
            existing_after_preview=existing,
            made=made,
            previewed_again=previewed_again,
            refreshed=refreshed,
            night=night,
            sizes_at_night=sizes_at_night,
            scheduled_at_night=scheduled_at_night,
            sizes_after_up_at_night=sizes_after,
            retained=retained,
            parts=parts,
            left={thing.urn for thing in world},
            kept_buckets={thing.id for thing in world.of_type(BUCKET)},
            parts_left=parts_of_buckets(world),
            state_left=len(project.state()),
        )


def sizes(world: World) -> list[tuple[object, ...]]:
    """The sizes of every group."""
    return [tuple(group.properties[key] for key in SIZES) for group in world.of_type(GROUP)]


def parts_of_buckets(world: World) -> set[tuple[str, object]]:
    """(type, bucket) of everything that keeps a bucket private and cheap."""
    return {(thing.type, thing.properties["bucket"]) for thing in world if thing.type in PARTS_OF_A_BUCKET}


def test_a_preview_creates_nothing_and_an_up_makes_what_it_showed(life: Life) -> None:
    assert set(life.previewed) == {"create"}
    assert life.existing_after_preview == 0
    assert life.made == life.previewed


def test_a_second_preview_and_a_refresh_find_no_change(life: Life) -> None:
    assert life.previewed_again == {}
    assert life.refreshed == {}


def test_an_up_at_night_leaves_the_schedule_alone(life: Life) -> None:
    assert life.sizes_after_up_at_night == life.sizes_at_night
    assert life.night == {}


def test_a_pool_with_a_schedule_is_off_at_night(life: Life) -> None:
    assert all(desired == 0 for desired in life.scheduled_at_night)


def test_a_destroy_leaves_exactly_what_is_declared_retained(life: Life) -> None:
    assert life.left == life.retained
    assert life.state_left == 0


def test_a_bucket_that_outlives_its_stack_keeps_what_makes_it_private_and_cheap(life: Life) -> None:
    assert life.parts_left == {part for part in life.parts if part[1] in life.kept_buckets}
