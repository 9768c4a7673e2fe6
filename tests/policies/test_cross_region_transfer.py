"""cross-region-transfer: compute that reads data elsewhere fails, and a region that is not known is not passed."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome

from .rule_facts import BUCKET, FAR, FUNCTION, HERE, INSTANCE, provider, resource, verdict, verdicts

NAME = "cross-region-transfer"
ROLE = "aws:iam/role:Role"
PROFILE = "aws:iam/instanceProfile:InstanceProfile"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
NEAR_DATA = resource(BUCKET, "near", {"bucket": "near-data"})
FAR_DATA = resource(BUCKET, "far", {"bucket": "far-data"}, provider=FAR.urn)


def reader(text: Any, **rest: Any) -> Resource:
    return resource(INSTANCE, "i", {"instanceType": "t3.micro", "userData": text}, **rest)


def judged(text: Any, **rest: Any) -> Outcome:
    return verdict(NAME, reader(text), NEAR_DATA, FAR_DATA, **rest).outcome


def test_data_in_ones_own_region_passes_and_data_elsewhere_fails() -> None:
    assert judged("aws s3 cp s3://near-data/x .") is Outcome.PASS
    assert judged("aws s3 cp s3://far-data/x .") is Outcome.FAIL
    assert verdicts(NAME, reader("echo hello"), FAR_DATA) == []


def test_a_message_has_the_data_both_regions_the_price_and_how_we_know() -> None:
    found = verdict(NAME, reader("aws s3 cp s3://far-data/x ."), FAR_DATA)
    assert found.property == "userData"
    assert found.message == "reads far in eu-central-1 from us-east-1: 0.02 $ per GiB; limit: one region (user data)"
    assert found.fix == "put the nodes in eu-central-1, or copy the data to us-east-1 once and read that"


def test_a_host_that_names_its_region_is_enough() -> None:
    assert judged("docker pull 123456789012.dkr.ecr.eu-west-1.amazonaws.com/x") is Outcome.FAIL
    assert judged("docker pull 123456789012.dkr.ecr.us-east-2.amazonaws.com/x") is Outcome.FAIL
    assert judged("docker pull 123456789012.dkr.ecr.us-east-1.amazonaws.com/x") is Outcome.PASS


def test_a_bucket_of_another_program_is_undetermined_until_its_region_is_told() -> None:
    text = "aws s3 cp s3://theirs/x ."
    found = verdict(NAME, reader(text))
    assert found.outcome is Outcome.UNDETERMINED
    assert "s3://theirs" in found.message
    assert "known_regions" in found.fix
    assert judged(text, settings={"known_regions": {"theirs": "us-east-1"}}) is Outcome.PASS
    assert judged(text, settings={"known_regions": {"theirs": "eu-west-1"}}) is Outcome.FAIL
    assert judged(text, settings={"known_regions": {"other": "us-east-1"}}) is Outcome.UNDETERMINED


def test_a_pair_of_regions_may_be_allowed_in_one_direction() -> None:
    text = "aws s3 cp s3://far-data/x ."
    assert judged(text, settings={"allow": [["eu-central-1", "us-east-1"]]}) is Outcome.PASS
    assert judged(text, settings={"allow": [["us-east-1", "eu-central-1"]]}) is Outcome.FAIL


@pytest.mark.parametrize("region", [UNKNOWN, None])
def test_a_region_that_is_not_known_is_not_passed(region: Any) -> None:
    somewhere = provider(region, "somewhere")
    found = verdicts(NAME, reader("s3://near-data/x", provider=somewhere.urn), NEAR_DATA, somewhere)
    assert [it.outcome for it in found] == [Outcome.UNDETERMINED]
    there = resource(BUCKET, "there", {"bucket": "there-data"}, provider=somewhere.urn)
    found = verdicts(NAME, reader("s3://there-data/x"), there, somewhere)
    assert [it.outcome for it in found] == [Outcome.UNDETERMINED]


def test_a_script_that_is_not_known_is_judged_by_what_it_came_from() -> None:
    computed = reader(UNKNOWN, sources={"userData": (FAR_DATA,)})
    assert [it.outcome for it in verdicts(NAME, computed, FAR_DATA)] == [Outcome.FAIL]
    assert verdicts(NAME, reader(UNKNOWN), FAR_DATA) == []  # by itself it is no evidence that anything is read


@pytest.mark.parametrize(
    "token",
    [
        "aws:ecr/repository:Repository",
        "aws:efs/fileSystem:FileSystem",
        "aws:fsx/lustreFileSystem:LustreFileSystem",
        "aws:rds/instance:Instance",
        "aws:rds/cluster:Cluster",
        "aws:dynamodb/table:Table",
    ],
)
def test_registries_file_systems_and_databases_count_like_buckets(token: str) -> None:
    near, far = resource(token, "near-store", {}), resource(token, "far-store", {}, provider=FAR.urn)
    for store, expected in ((near, Outcome.PASS), (far, Outcome.FAIL)):
        assert [it.outcome for it in verdicts(NAME, reader(UNKNOWN, sources={"userData": (store,)}), store)] == [
            expected
        ]
        role = resource(ROLE, "role", {"name": "role"})
        profile = resource(PROFILE, "profile", {"name": "profile", "role": "role"})
        policy = resource(ROLE_POLICY, "read", {"role": "role", "policy": UNKNOWN}, sources={"policy": (store,)})
        node = resource(INSTANCE, "i", {"instanceType": "t3.micro", "iamInstanceProfile": "profile"})
        found = verdicts(NAME, node, role, profile, policy, store)
        assert [it.outcome for it in found] == [expected]
        assert f"reads {store.name} in " in found[0].message


def test_a_function_counts_like_a_node() -> None:
    function = resource(FUNCTION, "f", {"environment": {"variables": {"IN": "s3://far-data/x"}}})
    assert [it.outcome for it in verdicts(NAME, function, FAR_DATA)] == [Outcome.FAIL]


def test_the_resources_own_region_is_over_its_providers() -> None:
    moved = resource(BUCKET, "far", {"bucket": "far-data", "region": "us-east-1"}, provider=FAR.urn)
    assert [it.outcome for it in verdicts(NAME, reader("s3://far-data/x"), moved)] == [Outcome.PASS]
    assert HERE.inputs["region"] == "us-east-1"


def test_a_secret_address_is_judged_and_not_told() -> None:
    found = verdict(NAME, reader(SecretText("TOKEN=hunter2 s3://hunter2-data/x")))
    assert found.outcome is Outcome.UNDETERMINED
    assert "hunter2" not in found.message + found.fix
