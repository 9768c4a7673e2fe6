"""The figures of the JSON: rounded once, and without the remainder of a division."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from penstock.cost import estimate, to_json
from penstock.resources.facts import Capacity, DiskShape, FactSet

from .cost_facts import WORKING_HOURS, bucket, charge, choices, pool, rule

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_RECKONED = ("monthly_quantity", "price_range", "quantity", "unit_saving")


def numbers(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """(key, text) of each number in a document."""
    if isinstance(value, dict):
        for name, item in cast("dict[str, Any]", value).items():
            yield from numbers(item, key if key in _RECKONED else name)
    elif isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from numbers(item, key)
    elif isinstance(value, str) and _NUMBER.fullmatch(value):
        yield key, value


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


shapes = st.builds(
    DiskShape,
    st.sampled_from(["gp3", "gp2", "io2", "pd-ssd"]),
    st.integers(1, 16384).map(Decimal),
    st.just(value=True),
    iops=st.none() | st.integers(3000, 64000),
)
pools = st.builds(
    pool,
    choices=st.sampled_from([choices("p4d.24xlarge"), choices("g5.xlarge", "g6.xlarge", "g5.2xlarge")]),
    minimum=st.integers(0, 3),
    desired=st.none() | st.integers(0, 7),
    maximum=st.integers(3, 7),
    schedule=st.sampled_from([(), WORKING_HOURS]),
    disks=st.lists(shapes, max_size=2).map(tuple),
    capacity=st.builds(Capacity, st.integers(0, 2), st.integers(0, 100).map(Decimal)),
)


@given(pools, st.integers(1, 10**7))
def test_no_number_of_the_document_has_the_remainder_of_a_division(node: Any, gib: int) -> None:
    buckets = (bucket(rule(("STANDARD_IA", 30), expire=97), gib=Decimal(gib)),)
    facts = FactSet(nodes=(node,), buckets=buckets, charges=(charge("nat-gateway-hour", Decimal(730)),))
    document = to_json(estimate(facts, year=2026))
    found = [*numbers(document)]
    assert len(found) > 10
    assert {it for it in found if decimals(it[1]) > (6 if it[0] in _RECKONED else 16)} == set()
    assert not [it for it in found if it[0] not in _RECKONED and it[0] != "unit_price" and decimals(it[1]) > 8]
    assert json.dumps(document) == json.dumps(to_json(estimate(facts, year=2026)))


def test_three_disks_of_200_gib_are_600_gib() -> None:
    facts = FactSet(nodes=(pool(desired=3, disks=(DiskShape("gp3", Decimal(200), True),)),))
    disk = to_json(estimate(facts, year=2026))["resources"][0]["components"][1]
    assert disk["monthly_quantity"] == {"floor": "0", "expected": "600", "ceiling": "800"}
