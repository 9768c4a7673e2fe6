"""spot-without-checkpoint: spot work of training and evaluation has a place to save itself in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import BUCKET, TRAINING, group, instance, outcome, resource, verdict

NAME = "spot-without-checkpoint"
SPOT: dict[str, Any] = {"instanceMarketOptions": {"marketType": "spot"}}


def bucket(use: Any = None) -> Resource:
    return resource(BUCKET, "work", {"bucket": "work", "tags": {"penstock:use": use} if use is not None else {}})


def saving(kind: str = "g5.xlarge", **tags: Any) -> Resource:
    return instance(kind, userData="aws s3 sync /out s3://work/", tags=tags, **SPOT)


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        (None, Outcome.FAIL),
        ("training", Outcome.FAIL),
        ("evaluation", Outcome.FAIL),
        ("development", Outcome.NOT_APPLICABLE),
        ("inference", Outcome.NOT_APPLICABLE),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_who_must_save(purpose: Any, expected: Outcome) -> None:
    assert outcome(NAME, group(tags={"purpose": purpose} if purpose is not None else {})) is expected


def test_a_message_says_what_counts() -> None:
    found = verdict(NAME, group(tags=TRAINING))
    assert found.message == "spot, with nowhere to save its work; limit for purpose training: a place for checkpoints"
    assert found.fix == (
        "give it a bucket with the tag penstock:use: checkpoint, or state how long a save takes "
        "(tag penstock:save-within-seconds)"
    )


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("checkpoint", Outcome.PASS),
        ("output", Outcome.PASS),
        ("dataset", Outcome.FAIL),
        (None, Outcome.FAIL),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_a_bucket_counts_by_its_use(use: Any, expected: Outcome) -> None:
    assert outcome(NAME, bucket(use), saving()) is expected


def test_a_bucket_that_the_node_does_not_reach_does_not_count() -> None:
    assert outcome(NAME, bucket("checkpoint"), instance("g5.xlarge", **SPOT)) is Outcome.FAIL


def test_a_tag_counts_for_a_place_elsewhere() -> None:
    assert outcome(NAME, group(tags={"penstock:save-within-seconds": "90"})) is Outcome.PASS
    assert outcome(NAME, group(tags={"penstock:save-within-seconds": UNKNOWN})) is Outcome.UNDETERMINED
    assert outcome(NAME, replace(group(), inputs={**group().inputs, "tags": UNKNOWN})) is Outcome.UNDETERMINED


def test_on_demand_and_nodes_without_accelerators_are_not_asked() -> None:
    assert outcome(NAME, group(spot=False)) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(kind="t3.micro")) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(kind=UNKNOWN)) is Outcome.UNDETERMINED
    assert outcome(NAME, group(spot=UNKNOWN)) is Outcome.UNDETERMINED


def test_the_purposes_and_the_uses_can_be_set() -> None:
    assert outcome(NAME, group(), settings={"purposes": ["training"]}) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, bucket("output"), saving(), settings={"uses": ["checkpoint"]}) is Outcome.FAIL
