"""The stand-in is a strict cloud: the engine's own life cycle works on it, and mistakes do not."""

from __future__ import annotations

from pathlib import Path

from .aws_cloud import BUCKET, GROUP, SCHEDULE, fire
from .conftest import OpenProject

PROGRAMS = Path(__file__).with_name("programs")
REGION = {"aws:region": "eu-west-1"}


def test_a_plain_program_lives_through_its_whole_life(open_project: OpenProject) -> None:
    project = open_project(PROGRAMS / "plain", "dev", REGION)

    assert project.preview().changes == {"create": 9}
    assert project.up() == {"create": 9}
    assert project.outputs()["kept"].startswith("arn:aws:s3:::kept-")
    assert project.outputs()["size"] == 2
    assert project.preview().changes == {}
    assert project.refresh() == {}
    assert project.preview(refresh=True).changes == {}
    project.destroy()
    assert [thing.name for thing in project.world] == ["kept"]
    assert project.export() == []
