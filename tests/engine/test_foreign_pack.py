"""A pack of others is given by `penstock check` what the real engine gives it."""

from __future__ import annotations

from pathlib import Path

from penstock.foreign_pack import judge
from penstock.preview import run_program
from penstock_policies import Outcome

from .conftest import OpenProject
from .world import Thing


def test_policies_are_given_the_same_of_every_kind_of_resource(open_project: OpenProject, programs: Path) -> None:
    pack = programs / "telling_pack"
    project = open_project(programs / "seen_by_policies", "dev", {"aws:region": "us-east-1"})
    token, name = "aws:ec2/instance:Instance", "i-0123456789abcdef0"
    project.world.add(Thing(f"urn:pulumi:x::y::{token}::theirs", token, name, {"instanceType": "p5.48xlarge"}))

    text = project.preview_text(packs=[pack])
    judged = [it.verdict for it in judge(pack, run_program(project.folder, project.stack))]

    by_engine = {line.strip() for line in text.splitlines() if line.strip().startswith("told: ")}
    assert len(by_engine) > 10
    assert {it.message for it in judged if it.outcome is Outcome.FAIL} == by_engine
    (unsure,) = (it for it in judged if it.outcome is not Outcome.FAIL)
    assert unsure.rule == "telling/output"
    assert unsure.outcome is Outcome.UNDETERMINED
    assert unsure.message in text
