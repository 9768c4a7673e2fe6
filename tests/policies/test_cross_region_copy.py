"""cross-region-copy: what a resource copies to another region by itself fails, and an end that is not known is not passed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome, evaluate, read_profile

from .rule_facts import BUCKET, FAR, facts, gcp_instance, outcome, resource, rule, urn, verdict, verdicts

NAME = "cross-region-copy"
WITHOUT = {"without_machines": True}
"""Judges a bucket beside no machine too."""
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
REGISTRY = "aws:ecr/replicationConfiguration:ReplicationConfiguration"
IMAGE = "aws:ec2/amiCopy:AmiCopy"
PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection"
TABLE = "aws:dynamodb/table:Table"
NAT = "aws:ec2/natGateway:NatGateway"
NEAR = resource(BUCKET, "near", {"bucket": "near"})
AWAY = resource(BUCKET, "away", {"bucket": "away"}, provider=FAR.urn)


def replication(to: Any) -> Any:
    rules = [{"status": "Enabled", "destination": {"bucket": to}}]
    return resource(REPLICATION, "copy", {"bucket": "near", "rules": rules})


def of_copy(*resources: Any, **rest: Any) -> list[Outcome]:
    return [it.outcome for it in verdicts(NAME, *resources, **rest) if it.urn.endswith("::copy")]


def test_a_bucket_that_is_replicated_far_fails_and_near_is_no_path() -> None:
    assert of_copy(NEAR, AWAY, replication("arn:aws:s3:::away")) == [Outcome.FAIL]
    assert of_copy(NEAR, AWAY, replication("arn:aws:s3:::near")) == []


def test_a_message_has_both_regions_the_price_and_how_we_know() -> None:
    found = verdict(NAME, NEAR, AWAY, replication("arn:aws:s3:::away"), about="copy")
    assert found.message == (
        "sends data from us-east-1 to eu-central-1: 0.02 $ per GiB; limit: one region (a replication rule)"
    )
    assert found.fix == "remove it, or add [us-east-1, eu-central-1] to allow of cross-region-copy"


@pytest.mark.parametrize("to", [UNKNOWN, "arn:aws:s3:::theirs"])
def test_a_target_that_is_not_known_is_not_passed(to: Any) -> None:
    assert of_copy(NEAR, AWAY, replication(to)) == [Outcome.UNDETERMINED]


def test_a_pair_of_regions_may_be_allowed_in_one_direction() -> None:
    program = (NEAR, AWAY, replication("arn:aws:s3:::away"))
    assert of_copy(*program, settings={"allow": [["us-east-1", "eu-central-1"]]}) == [Outcome.PASS]
    assert of_copy(*program, settings={"allow": [["eu-central-1", "us-east-1"]]}) == [Outcome.FAIL]


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (REGISTRY, {"replicationConfiguration": {"rules": [{"destinations": [{"region": "eu-west-1"}]}]}}),
        (IMAGE, {"sourceAmiRegion": "eu-west-1"}),
        (TABLE, {"billingMode": "PAY_PER_REQUEST", "replicas": [{"regionName": "eu-west-1"}]}),
        ("aws:efs/replicationConfiguration:ReplicationConfiguration", {"destination": {"region": "eu-west-1"}}),
        ("aws:ebs/snapshotCopy:SnapshotCopy", {"sourceRegion": "eu-west-1"}),
        ("aws:rds/snapshotCopy:SnapshotCopy", {"destinationRegion": "eu-west-1"}),
        (
            "aws:backup/plan:Plan",
            {
                "rules": [
                    {"copyActions": [{"destinationVaultArn": "arn:aws:backup:eu-west-1:123456789012:backup-vault:v"}]}
                ]
            },
        ),
    ],
)
def test_registries_images_tables_files_snapshots_and_backups_count(token: str, inputs: Any) -> None:
    assert of_copy(resource(token, "copy", inputs)) == [Outcome.FAIL]


def test_peering_counts_both_ways() -> None:
    assert of_copy(resource(PEERING, "copy", {"peerRegion": "eu-west-1"})) == [Outcome.FAIL, Outcome.FAIL]
    assert of_copy(resource(PEERING, "copy", {})) == []


def test_what_leaves_for_the_internet_is_judged_elsewhere() -> None:
    assert of_copy(resource(NAT, "copy", {"subnetId": "s"})) == []


def test_what_copies_nothing_passes() -> None:
    assert outcome(NAME, NEAR) is Outcome.PASS
    assert outcome(NAME, resource("aws:ebs/snapshot:Snapshot", "s", {})) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("us-central1", Outcome.PASS),
        ("US", Outcome.FAIL),
        ("EUR4", Outcome.FAIL),
        (None, Outcome.FAIL),  # a bucket that says no place is in the multi-region US
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_a_google_bucket_in_a_multi_region_fails(place: Any, expected: Outcome) -> None:
    token = "gcp:storage/bucket:Bucket"
    given = {} if place is None else {"location": place}
    assert (
        outcome(NAME, Resource(urn=urn(token, "data"), type=token, name="data", inputs=given), settings=WITHOUT)
        is expected
    )


@pytest.mark.parametrize(
    ("sku", "expected"),
    [
        ("Standard_LRS", Outcome.PASS),
        ("Standard_ZRS", Outcome.PASS),
        ("Standard_GRS", Outcome.FAIL),
        ("Standard_RAGZRS", Outcome.FAIL),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_an_azure_account_with_geo_redundancy_fails(sku: Any, expected: Outcome) -> None:
    token = "azure-native:storage:StorageAccount"
    inputs = {"kind": "StorageV2", "location": "westeurope", "sku": {"name": sku}}
    assert (
        outcome(NAME, Resource(urn=urn(token, "data"), type=token, name="data", inputs=inputs), settings=WITHOUT)
        is expected
    )


@pytest.mark.parametrize(
    ("several", "expected"), [(True, Outcome.FAIL), (False, Outcome.PASS), (UNKNOWN, Outcome.UNDETERMINED)]
)
def test_a_bucket_in_several_regions_fails(several: Any, expected: Outcome) -> None:
    (data,) = facts(NEAR).buckets
    there = replace(facts(NEAR), buckets=(replace(data, several_regions=several),))
    (found,) = rule(NAME).check(there, {**rule(NAME).defaults(), **WITHOUT})
    assert found.outcome is expected


def test_a_bucket_in_several_regions_fails_also_where_its_own_is_not_known() -> None:
    (data,) = facts(NEAR).buckets
    for region, words in ((UNKNOWN, "a region that is not known"), (None, "the default place")):
        there = replace(facts(NEAR), buckets=(replace(data, several_regions=True, region=region),))
        (found,) = rule(NAME).check(there, {**rule(NAME).defaults(), **WITHOUT})
        assert found.message == f"keeps every object in more than one region ({words}); limit: one region"


def test_a_bucket_in_several_regions_blocks_where_machines_work_on_it_or_the_profile_says_so() -> None:
    """A site's or a function's bucket is told; what it costs more is by the GiB."""
    token = "gcp:storage/bucket:Bucket"
    site = Resource(urn=urn(token, "site"), type=token, name="site", inputs={"location": "US"})
    told = verdict(NAME, site)
    assert told.outcome is Outcome.PASS
    assert told.message == "keeps its objects in more than one region (us), and no machine of the program works on them"
    assert verdict(NAME, site, gcp_instance(), about="site").outcome is Outcome.FAIL
    tagged = replace(site, inputs={"location": "US", "labels": {"penstock-use": "checkpoints"}})
    assert verdict(NAME, tagged).outcome is Outcome.FAIL
    report = evaluate(facts(site), read_profile("production"))
    assert NAME in {it.verdict.rule for it in report.verdicts if it.blocks}
