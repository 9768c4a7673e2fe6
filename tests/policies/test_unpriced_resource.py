"""unpriced-resource: what no price is known of is named, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import BUCKET, instance, outcome, provider, resource, verdict, verdicts

NAME = "unpriced-resource"
UNREAD = "aws:yettocome/thing:Thing"


def test_a_type_that_no_reader_knows_is_named() -> None:
    found = verdict(NAME, resource(UNREAD, "id", {}))
    assert found.outcome is Outcome.FAIL
    assert found.message == f"no reader knows the type {UNREAD}; limit: every resource has a price"
    assert found.fix == "look at its price, then add it to unpriced-resource's allow"


def test_such_a_type_may_be_allowed() -> None:
    assert outcome(NAME, resource(UNREAD, "id", {}), settings={"allow": [UNREAD]}) is Outcome.PASS
    assert outcome(NAME, resource(UNREAD, "id", {}), settings={"allow": ["other:index:Type"]}) is Outcome.FAIL


def test_a_machine_without_a_price_fails_and_one_with_a_price_passes() -> None:
    far = provider("mars-north-1")
    node = instance("g5.xlarge")
    assert outcome(NAME, node) is Outcome.PASS
    assert outcome(NAME, resource(node.type, node.name, node.inputs, provider=far.urn), far) is Outcome.FAIL
    assert outcome(NAME, instance(UNKNOWN)) is Outcome.FAIL


def test_the_programs_own_text_is_not_repeated() -> None:
    found = verdict(NAME, instance("hunter2 of the team"))
    assert found.message == "no price is known of a part of it; limit: every resource has a price"


def test_what_bills_by_use_and_what_is_free_are_no_findings() -> None:
    network = resource("aws:ec2/vpc:Vpc", "network", {"cidrBlock": "10.0.0.0/16"})
    found = verdicts(NAME, resource(BUCKET, "data", {"bucket": "data"}), network)
    assert {it.outcome for it in found} <= {Outcome.PASS}


@pytest.mark.parametrize(
    ("tenancy", "expected"),
    [("dedicated", Outcome.FAIL), (UNKNOWN, Outcome.FAIL), ("default", Outcome.PASS), (None, Outcome.PASS)],
)
def test_a_dedicated_instance_is_not_priced_as_a_shared_one(tenancy: Any, expected: Outcome) -> None:
    disk = {"volumeType": "gp3", "volumeSize": 50}
    assert outcome(NAME, instance("g5.xlarge", tenancy=tenancy, rootBlockDevice=disk)) is expected
