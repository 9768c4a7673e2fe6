"""What holds for every program: no input that is not known is guessed, no resource is left out, the lists agree with the SDK."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from importlib import resources as package_files
from pathlib import Path
from typing import cast

import pytest

from penstock.cli.main import main
from penstock.resources import read
from penstock.resources.aws import FREE, READERS
from resources.gcp.test_gcp_reading import blanked, guesses

from . import test_aws_egress, test_aws_managed, test_aws_services
from .aws_program import CONFIG, run, write

PROGRAMS = {
    "managed": test_aws_managed.PROGRAM,
    "paths": test_aws_egress.PROGRAM,
    "services": test_aws_services.PROGRAM,
}


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_a_value_that_becomes_unknown_is_never_guessed(program: str) -> None:
    """Each input of each resource in turn: what was said of it is still said, or said to be unknown."""
    capture = run(PROGRAMS[program])
    before = read(capture)
    found: list[str] = []
    tried = 0
    for index, it in enumerate(capture.resources):
        if it.type not in READERS:
            continue
        for path, inputs in blanked(it.inputs):
            others = (capture.resources[:index], capture.resources[index + 1 :])
            changed = (*others[0], dataclasses.replace(it, inputs=inputs), *others[1])
            after = read(dataclasses.replace(capture, resources=changed))
            found += [f"{it.type} without {path}: {guess}" for guess in guesses(_speaks_for(it.urn), before, after)]
            tried += 1
    assert "\n".join(found) == ""
    assert tried > 40


def _speaks_for(urn: str) -> str:
    """The resource that an input's facts are of: a configuration's are those of its endpoint, which has its name here."""
    return urn.replace(test_aws_managed.CONFIGURATION, test_aws_managed.ENDPOINT)


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_a_resource_is_free_or_costs_money_but_not_both(program: str) -> None:
    found = read(run(PROGRAMS[program]))
    free = {fact.urn for fact in found.free}
    bills = {fact.urn for part in (found.nodes, found.buckets, found.charges, found.unread) for fact in part}
    assert not free & bills
    assert free | bills == {it.urn for it in run(PROGRAMS[program]).resources if not it.type.startswith("pulumi:")}


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_an_estimate_prices_lists_or_names_every_resource_that_is_not_free(
    program: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Priced, its use listed, free or unpriced: one of them, and nothing is absent without a word."""
    region = f"aws:region={CONFIG['aws:region']}"
    status = main(["estimate", str(write(tmp_path, PROGRAMS[program])), "-s", "dev", "-c", region, "--format", "json"])
    answer = json.loads(capfd.readouterr().out)
    assert status == 0
    named = set(_urns(answer))
    capture = run(PROGRAMS[program])
    free = {fact.urn for fact in read(capture).free}
    absent = {it.urn for it in capture.resources if not it.type.startswith("pulumi:")} - named - free
    assert absent == set()


def _urns(value: object) -> Iterator[str]:
    """Every URN in a JSON answer, keys among them."""
    if isinstance(value, str) and value.startswith("urn:pulumi:"):
        yield value
    elif isinstance(value, dict):
        for key, item in cast("dict[str, object]", value).items():
            yield from _urns(key)
            yield from _urns(item)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _urns(item)


def sdk_tokens() -> set[str]:
    """The type tokens of every resource of the installed SDK."""
    found: set[str] = set()
    pending = [package_files.files("pulumi_aws")]
    while pending:
        for file in pending.pop().iterdir():
            if file.is_dir():
                pending.append(file)
            elif file.name.endswith(".py"):
                text = file.read_text(encoding="utf-8")
                if "(pulumi.CustomResource)" in text:
                    found.update(re.findall(r"^            '(aws:\w+/\w+:\w+)',$", text, re.MULTILINE))
                    found.update(re.findall(r'type_="(aws:\w+/\w+:\w+)"', text))
    return found


def test_every_type_that_is_listed_is_one_of_the_sdk() -> None:
    assert not (FREE | READERS.keys()) - sdk_tokens() - OLDER


OLDER = {"aws:s3/bucketV2:BucketV2"}
"""Of pulumi-aws 6, which programs and saved states still have."""


def test_what_a_gpu_environment_can_buy_has_a_reader() -> None:
    """Every type of these services is read, free, or on the short list of what is left to be named as unpriced."""
    services = ("autoscaling", "batch", "ebs", "ecs", "efs", "eks", "fsx", "lb", "sagemaker", "scheduler")
    unread = {token for token in sdk_tokens() - FREE - READERS.keys() if token.split(":")[1].split("/")[0] in services}
    assert unread == NAMED_AS_UNPRICED


NAMED_AS_UNPRICED = {
    "aws:efs/backupPolicy:BackupPolicy",
    "aws:fsx/openZfsSnapshot:OpenZfsSnapshot",
    "aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment",
    "aws:lb/trustStore:TrustStore",
    "aws:lb/trustStoreRevocation:TrustStoreRevocation",
    "aws:sagemaker/modelCardExportJob:ModelCardExportJob",
}


def test_no_path_of_bytes_is_lost_when_an_input_becomes_unknown() -> None:
    """It may lead to a region that is not known, but it is still told, under the same key. Whether nodes have public
    addresses is a fact of their own, so it is left out here."""
    capture = run(PROGRAMS["paths"])
    nodes = {it.urn for it in read(capture).nodes}
    before = {(it.urn, it.key) for it in read(capture).paths if it.urn not in nodes or it.key != "internet_gib"}
    lost: list[str] = []
    for index, it in enumerate(capture.resources):
        for path, inputs in blanked(it.inputs):
            others = (capture.resources[:index], capture.resources[index + 1 :])
            changed = (*others[0], dataclasses.replace(it, inputs=inputs), *others[1])
            after = {(it.urn, it.key) for it in read(dataclasses.replace(capture, resources=changed)).paths}
            lost += [f"{it.type} without {path}: {gone}" for gone in sorted(before - after)]
    assert "\n".join(lost) == ""
