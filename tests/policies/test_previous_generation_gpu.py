"""previous-generation-gpu: an accelerator that its maker has replaced fails, by type and attached."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.catalog import load
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome

from .rule_facts import (
    GCP_INSTANCE,
    TEMPLATE,
    gcp_instance,
    group,
    instance,
    outcome,
    provider,
    resource,
    verdict,
    verdicts,
)

NAME = "previous-generation-gpu"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("p3.2xlarge", Outcome.FAIL),  # V100
        ("p2.xlarge", Outcome.FAIL),  # K80
        ("g3.4xlarge", Outcome.FAIL),  # M60
        ("g4dn.xlarge", Outcome.PASS),
        ("p5.48xlarge", Outcome.PASS),
        ("t3.micro", Outcome.NOT_APPLICABLE),
        ("p9.48xlarge", Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_an_accelerator_with_a_successor_fails(kind: Any, expected: Outcome) -> None:
    assert outcome(NAME, instance(kind)) is expected


def test_a_message_names_the_generation_and_a_newer_type_of_the_class() -> None:
    found = verdict(NAME, instance("p3.2xlarge"))
    assert found.property == "instanceType"
    assert (
        found.message
        == "p3.2xlarge has 1 x V100-16GB (tier 2) of the Volta generation; limit: the maker's current generation"
    )
    assert found.fix == "choose a newer one of its class (g6.xlarge, L4)"
    assert "p3" not in verdict(NAME, instance(SecretText("p3.2xlarge"))).message


@pytest.mark.parametrize(
    ("accelerator", "expected"),
    [
        ("nvidia-tesla-p100", Outcome.FAIL),
        ("nvidia-tesla-t4", Outcome.PASS),
        ("nvidia-x9", Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_what_is_attached_is_judged(accelerator: Any, expected: Outcome) -> None:
    assert gcp_instance().type == GCP_INSTANCE
    attached = [{"type": accelerator, "count": 1}]
    assert outcome(NAME, gcp_instance("n1-standard-4", guestAccelerators=attached)) is expected
    assert outcome(NAME, gcp_instance("n1-standard-4")) is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("kind", ["p3.2xlarge", "p2.xlarge", "g3s.xlarge", "g3.4xlarge", "inf1.xlarge"])
def test_no_fix_names_an_old_one_in_any_region(kind: str) -> None:
    book = load("aws")
    for region in book.regions:
        there = provider(region)
        node = instance(kind)
        found = verdict(NAME, resource(node.type, node.name, node.inputs, provider=there.urn), there)
        _, bracket, named = found.fix.partition("(")
        newer = book.instance_type(named.partition(",")[0]) if bracket else None
        assert newer is None or not newer.previous_generation
        assert bool(bracket) is (newer is not None)


def test_an_old_one_may_be_allowed_by_name() -> None:
    assert outcome(NAME, instance("p3.2xlarge"), settings={"allow": ["V100-16GB"]}) is Outcome.PASS
    assert outcome(NAME, instance("p3.2xlarge"), settings={"allow": ["K80"]}) is Outcome.FAIL


def test_a_type_is_judged_where_it_is_written() -> None:
    old = resource(TEMPLATE, "old", {"name": "old", "instanceType": "p3.2xlarge"})
    using = group(mixedInstancesPolicy=None, launchTemplate={"name": "old"})
    assert [it.urn for it in verdicts(NAME, old, using)] == [old.urn]
