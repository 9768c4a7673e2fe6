"""Rules at `remediate` on the real engine: it makes what they write, keeps what is secret, and `penstock check` says the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from penstock.preview import run_program
from penstock.resources import read
from penstock_policies import evaluate, settings_from
from penstock_policies.remediation import Remedied, remediated

from .aws_cloud import AwsCloud
from .cli import PulumiCli
from .harness import Project, project
from .sdk_schema import Json, plausible, resource_schema
from .test_pack import OTHERS, PACK, Finding, said_by_check, said_by_engine
from .test_rules import CONFIG, TypesOnly
from .world import Thing, World

REMEDIATE: Mapping[str, Any] = OTHERS | {
    "oversized-instance": "disabled",
    "cross-region-transfer": "disabled",
    "spot-required": "disabled",
    "idle-shutdown-required": "disabled",
    "lifecycle-required": "disabled",
    "eviction-keeps-disk": "remediate",
    "incomplete-uploads": "remediate",
    "single-basket": "remediate",
}
ONLY_JUDGED: Mapping[str, Any] = {name: level.replace("remediate", "mandatory") for name, level in REMEDIATE.items()}
ABORTING = {"status": "Enabled", "filter": {}, "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}
SECRET = "4dabf18193072939515e22adb298388d"


class Making(TypesOnly):
    """A provider that makes what it is told to make, under its name."""

    def identify(self, token: str, urn: str, inputs: Json, world: World) -> str:
        return urn.rpartition("::")[2]

    def compute(self, thing: Thing, prop: str, config: Mapping[str, Any]) -> Any:
        return plausible(resource_schema(thing.type).outputs[prop], prop)


@pytest.fixture
def remedied(pulumi_cli: PulumiCli, programs: Path, tmp_path: Path) -> Iterator[Project]:
    clouds = [AwsCloud(), Making("gcp")]
    with project(pulumi_cli, programs / "remedied", "dev", tmp_path, clouds, config=CONFIG) as opened:
        yield opened


def configured(opened: Project, config: Mapping[str, Any]) -> list[Path]:
    file = opened.folder / "remediate.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    return [file]


def made(opened: Project, name: str, kind: str) -> Json:
    """What exists of the resource."""
    (found,) = (thing for thing in opened.world if thing.name == name and thing.type.endswith(kind))
    return found.properties


def checked(opened: Project, config: Mapping[str, Any]) -> tuple[set[Finding], tuple[Remedied, ...]]:
    """What `penstock check` says, and what it says would be changed."""
    settings = settings_from(config)
    capture, found = remediated(run_program(opened.folder, opened.stack), settings)
    return said_by_check(evaluate(read(capture), settings)), found


def test_without_it_the_same_program_is_refused(remedied: Project) -> None:
    refused, findings, text = said_by_engine(remedied, ONLY_JUDGED)

    assert refused
    assert {(it.rule, it.resource) for it in findings} == {
        ("eviction-keeps-disk", "box"),
        ("eviction-keeps-disk", "machine"),
        ("incomplete-uploads", "logs"),
        ("single-basket", "pool"),
    }, text
    assert findings == checked(remedied, ONLY_JUDGED)[0]


def test_the_cloud_is_given_the_changed_inputs_and_nothing_is_left_to_change(remedied: Project) -> None:
    config = configured(remedied, REMEDIATE)

    remedied.up(packs=[PACK], pack_configs=config)

    box, machine = made(remedied, "box", "Instance"), made(remedied, "machine", "Instance")
    assert box["instanceMarketOptions"]["spotOptions"] == {
        "instanceInterruptionBehavior": "terminate",
        "maxPrice": "1.25",
        "__defaults": [],
    }
    spread = made(remedied, "pool", "Group")["mixedInstancesPolicy"]["instancesDistribution"]
    assert spread["spotAllocationStrategy"] == "price-capacity-optimized"
    assert [disk.get("deleteOnTermination") for disk in box["ebsBlockDevices"]] == [True, None]
    assert machine["scheduling"]["instanceTerminationAction"] == "DELETE"
    assert machine["bootDisk"]["autoDelete"] is True
    old, new = made(remedied, "logs", "BucketLifecycleConfiguration")["rules"]
    assert old["expiration"]["days"] == 30
    assert new == ABORTING
    assert remedied.preview(packs=[PACK], pack_configs=config).changes == {}


def test_what_it_does_not_touch_reaches_the_cloud_as_it_was_also_what_is_secret_or_known_late(
    remedied: Project,
) -> None:
    remedied.up(packs=[PACK], pack_configs=configured(remedied, REMEDIATE))

    box, logs = made(remedied, "box", "Instance"), made(remedied, "logs", "Bucket")
    assert box["userData"] == "#!/bin/sh\nTOKEN=hunter2\n"
    assert box["tags"] == {"logs": logs["arn"]}
    assert box["ebsBlockDevices"][1]["snapshotId"] == logs["bucket"]
    (state,) = (it["inputs"] for it in remedied.state() if it["urn"].endswith("::box"))
    assert SECRET in state["userData"]
    assert SECRET in state["instanceMarketOptions"]["spotOptions"]
    assert "hunter2" not in json.dumps(state)


def test_the_check_says_what_would_be_changed_and_judges_the_outcome(remedied: Project) -> None:
    refused, findings, text = said_by_engine(remedied, REMEDIATE)
    said, found = checked(remedied, REMEDIATE)

    assert not refused, text
    assert findings == said == set()
    assert "hunter2" not in text
    assert [str(it) for it in found] == [
        (
            "single-basket: mixedInstancesPolicy.instancesDistribution.spotAllocationStrategy of pool would be changed to "
            "price-capacity-optimized"
        ),
        "eviction-keeps-disk: instanceMarketOptions.spotOptions.instanceInterruptionBehavior of box would be changed to terminate",
        "eviction-keeps-disk: ebsBlockDevices[0].deleteOnTermination of box would be changed to true",
        f"incomplete-uploads: rules[1] of logs would be changed to {json.dumps(ABORTING)}",
        "eviction-keeps-disk: scheduling.instanceTerminationAction of machine would be changed to DELETE",
        "eviction-keeps-disk: bootDisk.autoDelete of machine would be changed to true",
    ]
    for it in found:  # the engine lists the policies that changed something
        assert it.rule in text
