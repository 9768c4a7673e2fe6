"""Zones: what is offered in some zones alone is placed in one of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock import aws
from penstock.aws.zones import first_index, first_offering
from penstock.spec import model
from penstock.terms import Purpose

from .recorder import ACCOUNT, REGION, Stack, run
from .test_environment import pool

GANG = pool(gang=True, gpu=model.Gpu(name="H100", count=8))
PLAIN = pool(name="plain")
ZONES = st.lists(st.sampled_from("abcdef"), unique=True)


def environment(*pools: model.Pool, **network: Any) -> Stack:
    spec = model.Environment(
        cloud="aws",
        region=REGION,
        purpose=Purpose.TRAINING,
        owner="vision",
        cost_center="ml-1",
        budget=None,
        network=model.Network(**network),
        pools=pools,
    )
    return run(lambda: aws.Environment("vision", spec))


def zone_of(stack: Stack, subnet_id: str) -> str:
    (found,) = [it for it in stack.of("Subnet") if f"{it.name}-id" == subnet_id]
    return found.inputs["availabilityZone"]


def test_a_gang_stands_in_a_zone_that_offers_its_type() -> None:
    """The stand-in offers every type in the zones c and d alone."""
    stack = environment(GANG)
    (subnet,) = stack.one("Group").inputs["vpcZoneIdentifiers"]
    assert zone_of(stack, subnet) == f"{REGION}c"


def test_a_plain_pool_stands_in_every_zone_of_the_network() -> None:
    assert len(environment(PLAIN, zones=2).one("Group").inputs["vpcZoneIdentifiers"]) == 2


def test_a_network_of_one_zone_takes_one_that_the_gang_can_use() -> None:
    stack = environment(GANG, zones=1)
    assert [it.inputs["availabilityZone"] for it in stack.of("Subnet")] == [f"{REGION}c"]


def test_zones_that_the_stack_file_names_are_the_networks_in_their_order() -> None:
    stack = environment(GANG, zone_names=(f"{REGION}f", f"{REGION}d"))
    assert [it.inputs["availabilityZone"] for it in stack.of("Subnet")] == [f"{REGION}f", f"{REGION}d"]
    (subnet,) = stack.one("Group").inputs["vpcZoneIdentifiers"]
    assert zone_of(stack, subnet) == f"{REGION}d"


def test_an_endpoint_stands_where_its_service_is_offered() -> None:
    """The stand-in has none in zone a."""
    stack = environment(PLAIN)
    interfaces = [it for it in stack.of("VpcEndpoint") if it.inputs["vpcEndpointType"] == "Interface"]
    assert interfaces
    assert {zone_of(stack, subnet) for it in interfaces for subnet in it.inputs["subnetIds"]} == {f"{REGION}b"}


def test_a_nat_gateway_waits_for_the_internet_gateways_attachment() -> None:
    stack = environment(PLAIN, internet="nat")
    for kind in ("NatGateway", "Eip"):
        assert any(urn.endswith("InternetGateway::vision-network-nat") for urn in stack.one(kind).dependencies), kind


def test_a_service_assumes_a_role_for_this_account_alone(stack: Stack) -> None:
    roles = stack.of("Role")
    assert roles
    for role in roles:
        for statement in json.loads(role.inputs["assumeRolePolicy"])["Statement"]:
            assert statement["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}, role.name


def test_every_topic_is_encrypted_with_a_key_that_its_alarms_may_use(stack: Stack) -> None:
    """AWS's own key for SNS would swallow every alarm: its policy cannot let CloudWatch in."""
    keys = {f"{it.name}-id": json.loads(it.inputs["policy"])["Statement"] for it in stack.of("Key")}
    for topic in stack.of("Topic"):
        (alarms,) = [it for it in keys[topic.inputs["kmsMasterKeyId"]] if "Service" in it["Principal"]]
        assert alarms["Principal"]["Service"] == "cloudwatch.amazonaws.com"
        assert alarms["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
        assert alarms["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}


@given(zones=ZONES, offers=st.lists(ZONES, max_size=3))
def test_choosing_keeps_every_zone_and_the_order_of_equals(zones: list[str], offers: list[list[str]]) -> None:
    chosen = first_offering(zones, offers)
    assert sorted(chosen) == sorted(zones)
    counts = [sum(zone in offer for offer in offers) for zone in chosen]
    assert counts == sorted(counts, reverse=True)
    for count in set(counts):
        assert [it for it, n in zip(chosen, counts, strict=True) if n == count] == [
            it for it in zones if sum(it in offer for offer in offers) == count
        ]


@pytest.mark.parametrize(
    ("zones", "offered", "index"), [("abc", "c", 2), ("abc", "bc", 1), ("abc", "f", 0), ("", "a", 0)]
)
def test_the_first_zone_that_offers_it_or_else_the_first(zones: str, offered: str, index: int) -> None:
    assert first_index(zones, offered) == index
