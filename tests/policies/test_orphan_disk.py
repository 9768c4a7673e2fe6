"""orphan-disk: a volume that nothing attaches is found, whichever way the program names it."""

from __future__ import annotations

from typing import Any

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Enforcement, Outcome

from .rule_facts import INSTANCE, instance, outcome, resource, rule, verdict, verdicts

NAME = "orphan-disk"
VOLUME = "aws:ebs/volume:Volume"
ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment"
SNAPSHOT = "aws:ebs/snapshot:Snapshot"
SCRATCH = resource(VOLUME, "scratch", {"size": 2000, "type": "gp3"}, outputs={"id": "vol-1"})


def attachment(volume: Any, **rest: Any) -> Any:
    return resource(ATTACHMENT, "attachment", {"volumeId": volume, "instanceId": "i-1"}, **rest)


def test_a_volume_that_nothing_attaches_fails() -> None:
    found = verdict(NAME, SCRATCH)
    assert found.outcome is Outcome.FAIL
    assert found.message == "nothing attaches this volume of 2000 GiB, and it bills; limit: a machine for each"
    assert found.fix.startswith("attach it in this program")
    assert verdicts(NAME, instance("t3.micro")) == []


def test_an_attachment_by_edge_or_by_name_is_a_use() -> None:
    assert outcome(NAME, SCRATCH, attachment(UNKNOWN, sources={"volumeId": (SCRATCH,)})) is Outcome.PASS
    assert outcome(NAME, SCRATCH, attachment("vol-1")) is Outcome.PASS


def test_an_attachment_of_another_volume_is_none() -> None:
    assert outcome(NAME, SCRATCH, attachment("vol-2")) is Outcome.FAIL


def test_an_attachment_that_cannot_be_told_may_be_of_any_volume() -> None:
    assert outcome(NAME, SCRATCH, attachment(UNKNOWN)) is Outcome.UNDETERMINED


def test_what_was_made_from_it_may_attach_it_but_a_snapshot_does_not() -> None:
    script = resource(INSTANCE, "i", {"userData": UNKNOWN}, sources={"userData": (SCRATCH,)})
    assert outcome(NAME, SCRATCH, script) is Outcome.UNDETERMINED
    snapshot = resource(SNAPSHOT, "s", {"volumeId": UNKNOWN}, sources={"volumeId": (SCRATCH,)})
    assert outcome(NAME, SCRATCH, snapshot) is Outcome.FAIL


def test_it_is_advisory_because_another_program_may_attach_it() -> None:
    assert rule(NAME).enforcement is Enforcement.ADVISORY
