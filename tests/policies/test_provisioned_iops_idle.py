"""provisioned-iops-idle: IOPS that are paid for without a machine are found, on volumes and on disks that stay."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import GROUP, TEMPLATE, instance, outcome, resource, verdict, verdicts

NAME = "provisioned-iops-idle"
VOLUME = "aws:ebs/volume:Volume"
ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment"


def volume(kind: Any, iops: Any) -> Any:
    given = {} if iops is None else {"iops": iops}
    return resource(VOLUME, "v", {"size": 100, "type": kind} | given, outputs={"id": "vol-1"})


@pytest.mark.parametrize(
    ("kind", "iops", "idle", "used"),
    [
        ("io2", 100, Outcome.FAIL, Outcome.PASS),
        ("gp3", 3001, Outcome.FAIL, Outcome.PASS),
        ("gp3", 3000, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
        ("gp3", None, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
        ("gp2", 300, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
        ("io2", UNKNOWN, Outcome.UNDETERMINED, Outcome.PASS),
        (UNKNOWN, 100, Outcome.UNDETERMINED, Outcome.PASS),
    ],
)
def test_iops_of_a_volume(kind: Any, iops: Any, idle: Outcome, used: Outcome) -> None:
    found = volume(kind, iops)
    attachment = resource(ATTACHMENT, "a", {"volumeId": "vol-1"})
    assert outcome(NAME, found) is idle
    assert outcome(NAME, found, attachment) is used
    if idle is Outcome.FAIL:
        assert outcome(NAME, found, resource(ATTACHMENT, "a", {"volumeId": UNKNOWN})) is Outcome.UNDETERMINED


def test_a_message_has_the_figure_and_the_fix() -> None:
    found = verdict(NAME, volume("gp3", 16000))
    assert found.message == "pays for 13,000 IOPS that no machine uses; limit: none while idle"
    assert found.fix == "attach it, or make it gp3 without iops until a machine uses it"


@pytest.mark.parametrize(
    ("iops", "deleted", "expected"),
    [
        (16000, False, Outcome.FAIL),
        (16000, True, Outcome.PASS),
        (16000, None, Outcome.PASS),  # deleted with the node unless the program says otherwise
        (3000, False, Outcome.NOT_APPLICABLE),
        (UNKNOWN, False, Outcome.UNDETERMINED),
        (16000, UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_iops_of_a_nodes_disk(iops: Any, deleted: Any, expected: Outcome) -> None:
    block = {"volumeType": "gp3", "volumeSize": 100, "iops": iops, "deleteOnTermination": deleted}
    assert outcome(NAME, instance("g5.xlarge", ebsBlockDevices=[block])) is expected
    template = resource(TEMPLATE, "t", {"name": "t", "blockDeviceMappings": [{"ebs": block}]})
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 2, "launchTemplate": {"name": "t"}})
    assert outcome(NAME, template, group) is expected


def test_a_disk_without_iops_of_its_own_is_not_judged() -> None:
    assert verdicts(NAME, instance("g5.xlarge", ebsBlockDevices=[{"volumeType": "gp3", "volumeSize": 100}])) == []


def test_the_figure_that_comes_with_a_disk_can_be_set() -> None:
    block = {"volumeType": "io2", "iops": 1000, "deleteOnTermination": False}
    node = instance("g5.xlarge", ebsBlockDevices=[block])
    assert outcome(NAME, node) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, node, settings={"included_iops": 0}) is Outcome.FAIL
